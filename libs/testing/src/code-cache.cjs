// Required by Node before Jest, in each of its workers. Jest gives every test file modules of its own and compiles each of them again, a third of what a
// database test costs. V8 takes compiled code back: a text that was compiled once in a process is not parsed a second time.
const vm = require('node:vm');

/** By file, what was compiled and what V8 made of it. */
const compiled = new Map();

/** What V8 made of this very text, if it has been compiled under this name before. */
const known = (name, code) => {
  const entry = compiled.get(name);
  return entry?.code === code ? entry.data : undefined;
};

const { compileFunction, SourceTextModule } = vm;

vm.compileFunction = (code, params, options = {}) => {
  const { filename } = options;
  if (!filename) return compileFunction(code, params, options);
  const cachedData = known(filename, code);
  if (cachedData) return compileFunction(code, params, { ...options, cachedData });
  const made = compileFunction(code, params, { ...options, produceCachedData: true });
  if (made.cachedData) compiled.set(filename, { code, data: made.cachedData });
  return made;
};

vm.SourceTextModule = class extends SourceTextModule {
  constructor(code, options = {}) {
    const { identifier } = options;
    const cachedData = identifier && known(identifier, code);
    super(code, cachedData ? { ...options, cachedData } : options);
    if (identifier && !cachedData) compiled.set(identifier, { code, data: this.createCachedData() });
  }
};

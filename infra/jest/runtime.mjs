// Jest's runtime gives every test file modules of its own, packages and the product alike: most of the processor's time went into compiling the same again.
// Here Node loads them, once in a process: packages, and what is written in this repository as Jest finds and compiles it. New in each file are tests, and what
// asks something of Jest. `module-state.spec.ts` says what a module may hold for all that.
import { readFileSync } from 'node:fs';
import { createRequire, isBuiltin, registerHooks } from 'node:module';
import { join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { types } from 'node:util';
import { compileFunction, SyntheticModule } from 'node:vm';
import Runtime from 'jest-runtime';
import { madeBy } from './leftovers.mjs';

const require = createRequire(import.meta.url);
const PACKAGES = '/node_modules/';
/** Where Angular is at home. */
const WEB = /\/(apps\/(admin|storefront)|libs\/web-[a-z]+)\//;
const ROOT = join(import.meta.dirname, '../..') + sep;
/** Asks Jest's compiler for modules, as Jest's own loader does. */
const AS_MODULES = {
  isInternalModule: false,
  supportsDynamicImport: true,
  supportsExportNamespaceFrom: true,
  supportsStaticESM: true,
  supportsTopLevelAwait: true,
};

/** What Node says of a module that has an `await` of its own, or imports such a one. */
const WAITS = 'ERR_REQUIRE_ASYNC_MODULE';
/** What Angular's own compiler has to see. */
const FOR_ANGULAR = /^@(Component|Directive|Injectable|NgModule|Pipe)\b/m;

/** The runtime of the file that runs: it finds and compiles for Node what is written here. */
let current;
/** By address, what stands for a module of Node's in the modules of a file. */
const hosted = new Map();
/** By path, who may compile a file of ours for all: no test, and nothing that asks something of Jest. */
const compilers = new Map();
/** By path and by address, where the source maps are of what was compiled: a stack names what an earlier file loaded. */
const sourceMaps = new Map();

/** `any` compiler, `angular` alone, or nobody: then it is a package's, or new in each file. */
function compilerOf(path) {
  let compiler = compilers.get(path);
  if (compiler === undefined) {
    compiler = null;
    if (path.startsWith(ROOT) && !path.includes(PACKAGES) && /(?<!\.spec)\.ts$|\.html$/.test(path)) {
      const text = readFileSync(path, 'utf8');
      if (!text.includes('@jest/globals'))
        compiler = path.endsWith('.html') || (WEB.test(path) && FOR_ANGULAR.test(text)) ? 'angular' : 'any';
    }
    compilers.set(path, compiler);
  }
  return compiler;
}

registerHooks({
  resolve(specifier, context, next) {
    const from = context.parentURL?.startsWith('file:') ? fileURLToPath(context.parentURL) : '';
    if (isBuiltin(specifier) || !compilerOf(from)) return next(specifier, context);
    const path = current._resolution.resolveEsm(from, specifier);
    const { href } = pathToFileURL(path);
    const compiler = compilerOf(path);
    if (!compiler) return next(path.includes(PACKAGES) ? specifier : href, context);
    // Without Angular's compiler it is another module.
    const url = current.hasAngular || compiler === 'any' ? href : `${href}?plain`;
    return { url, format: 'module', shortCircuit: true };
  },
  load(url, context, next) {
    const path = url.startsWith('file:') ? fileURLToPath(url) : '';
    if (!compilerOf(path)) return next(url, context);
    if (path.endsWith('.html')) {
      const template = JSON.stringify(readFileSync(path, 'utf8'));
      return { format: 'module', source: `export default ${template};`, shortCircuit: true };
    }
    const source = current.transformCache.transform(path, AS_MODULES);
    sourceMaps.set(url, sourceMaps.get(path));
    return { format: 'module', source, shortCircuit: true };
  },
});

/** A module of Node's as the files see it. @throws what loading it throws; `url` of one that waits for something says where it is */
function hostModule(url) {
  const known = hosted.get(url);
  if (known) return known;
  try {
    return present(
      url,
      madeBy(() => require(fileURLToPath(url))),
    );
  } catch (error) {
    if (error.code === WAITS) error.url = url;
    throw error;
  }
}

/** The same of one that waits for something. */
async function hostModuleInTime(url) {
  try {
    return hostModule(url);
  } catch (error) {
    if (error.code !== WAITS) throw error;
    return present(url, await import(url));
  }
}

function present(url, loaded) {
  const path = fileURLToPath(url);
  const exported = exportsOf(path, loaded);
  const module = new SyntheticModule(
    [...exported.keys()],
    () => {
      for (const [name, value] of exported) module.setExport(name, value);
    },
    { identifier: path },
  );
  hosted.set(url, module);
  return module;
}

/** What an import of it finds: the names of an ES module, or those on the exports of a CommonJS one, which is also the default. */
function exportsOf(path, loaded) {
  if (types.isModuleNamespaceObject(loaded)) return new Map(Object.entries(loaded));
  const names =
    path.endsWith('.json') || loaded === null || !/object|function/.test(typeof loaded) ? [] : Object.entries(loaded);
  return new Map([...names, ['default', loaded]]);
}

class HostRuntime extends Runtime {
  /** Whether this project's compiler is Angular's. */
  hasAngular;

  constructor(...given) {
    super(...given);
    current = this;
    this.transformCache.sourceMaps = sourceMaps;
    this.hasAngular = given[0].displayName.name === 'dom';
    const { esmLoader, executor } = this;
    const { resolveSpecifierForSyncGraph, resolveModule } = esmLoader;
    esmLoader.getContext = () => undefined;
    esmLoader.resolveSpecifierForSyncGraph = (from, specifier, context, scratch, registry, ...rest) => {
      const url = this.#hostUrl(from, specifier);
      if (!url)
        return resolveSpecifierForSyncGraph.call(esmLoader, from, specifier, context, scratch, registry, ...rest);
      const module = hostModule(url);
      const cacheKey = `host:${url}`;
      esmLoader.tryCommitSynthetic(cacheKey, registry, scratch, () => module);
      return { cacheKey, enqueue: null, modulePath: module.identifier };
    };
    esmLoader.resolveModule = async (specifier, from, context) => {
      const url = this.#hostUrl(from, specifier);
      return url ? hostModuleInTime(url) : resolveModule.call(esmLoader, specifier, from, context);
    };
    executor.compile = (source, filename) =>
      compileFunction(source, executor.injectedModuleParameters, {
        filename,
        importModuleDynamically: (specifier, _function, attributes) =>
          executor.dynamicImport(specifier, filename, undefined, attributes),
      });
  }

  /** The address under which Node loads it, if it is for Node to load: a package or a shared module, nothing of Node's or Jest's. */
  #hostUrl(from, specifier) {
    if (specifier.includes(':') || isBuiltin(specifier) || specifier === '@jest/globals') return undefined;
    const path = this._resolution.resolveEsm(from, specifier);
    const compiler = compilerOf(path);
    if (compiler) return compiler === 'any' || this.hasAngular ? pathToFileURL(path).href : undefined;
    return path.includes(PACKAGES) && /^[@a-z]/i.test(specifier) ? import.meta.resolve(specifier) : undefined;
  }

  async unstable_importModule(...given) {
    try {
      return await super.unstable_importModule(...given);
    } catch (error) {
      if (error.code !== WAITS || hosted.has(error.url)) throw error;
      await hostModuleInTime(error.url);
      return this.unstable_importModule(...given);
    }
  }

  requireModuleOrMock(from, name) {
    const url = this.#hostUrl(from, name);
    return url?.includes(PACKAGES) ? madeBy(() => createRequire(from)(name)) : super.requireModuleOrMock(from, name);
  }

  /** The process is the real one, and stays as it is. */
  installGetBuiltinModule() {}
}

export { HostRuntime as 'module.exports' };

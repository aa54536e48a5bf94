// Jest's runtime gives every test file modules of its own, packages too: a file that starts the API spent most of its time compiling NestJS and TypeORM anew.
// Here packages (node_modules) are Node's own, loaded once in a process; what is written in this repository is new in each file as before.
import { createRequire, isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import { types } from 'node:util';
import { compileFunction, SyntheticModule } from 'node:vm';
import Runtime from 'jest-runtime';
import { madeBy } from './leftovers.mjs';

const require = createRequire(import.meta.url);
const PACKAGES = '/node_modules/';

/** By address, what stands for a package in the modules of every file. */
const packages = new Map();

/** A package as the files see it. @throws what loading it throws */
function packageModule(specifier) {
  const url = import.meta.resolve(specifier);
  const known = packages.get(url);
  if (known) return known;
  const path = fileURLToPath(url);
  const loaded = madeBy(() => require(path));
  const exported = exportsOf(path, loaded);
  const module = new SyntheticModule(
    [...exported.keys()],
    () => {
      for (const [name, value] of exported) module.setExport(name, value);
    },
    { identifier: path },
  );
  packages.set(url, module);
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
  constructor(...given) {
    super(...given);
    const { esmLoader, executor } = this;
    const { resolveSpecifierForSyncGraph, resolveModule } = esmLoader;
    esmLoader.getContext = () => undefined;
    esmLoader.resolveSpecifierForSyncGraph = (from, specifier, context, scratch, registry, ...rest) => {
      if (!this.isPackage(from, specifier))
        return resolveSpecifierForSyncGraph.call(esmLoader, from, specifier, context, scratch, registry, ...rest);
      const module = packageModule(specifier);
      const cacheKey = `package:${module.identifier}`;
      esmLoader.tryCommitSynthetic(cacheKey, registry, scratch, () => module);
      return { cacheKey, enqueue: null, modulePath: module.identifier };
    };
    esmLoader.resolveModule = async (specifier, from, context) =>
      this.isPackage(from, specifier)
        ? packageModule(specifier)
        : resolveModule.call(esmLoader, specifier, from, context);
    executor.compile = (source, filename) =>
      compileFunction(source, executor.injectedModuleParameters, {
        filename,
        importModuleDynamically: (specifier, _function, attributes) =>
          executor.dynamicImport(specifier, filename, undefined, attributes),
      });
  }

  /** Whether the name means a package: no path, nothing of Node's or Jest's, and no project of this repository. */
  isPackage(from, specifier) {
    if (!/^[@a-z]/i.test(specifier) || specifier.includes(':') || isBuiltin(specifier) || specifier === '@jest/globals')
      return false;
    return this._resolution.resolveEsm(from, specifier).includes(PACKAGES);
  }

  requireModuleOrMock(from, name) {
    return this.isPackage(from, name) ? madeBy(() => createRequire(from)(name)) : super.requireModuleOrMock(from, name);
  }

  /** The process is the real one, and stays as it is. */
  installGetBuiltinModule() {}
}

export { HostRuntime as 'module.exports' };

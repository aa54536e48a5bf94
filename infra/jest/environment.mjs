// The environment of every test (those in a DOM add a window, see dom-environment.mjs): the process's own globals, where Jest's makes new ones for each file. Only so can packages be loaded
// once for all files (see runtime.mjs): an error or an array of theirs is one of the test's. What a file leaves behind in the process is taken away after it.
import { ModernFakeTimers } from '@jest/fake-timers';
import { ModuleMocker } from 'jest-mock';
import { Leftovers } from './leftovers.mjs';

export default class HostEnvironment {
  global = globalThis;
  fakeTimers = null;
  #leftovers = new Leftovers();

  constructor({ projectConfig }) {
    this.moduleMocker = new ModuleMocker(globalThis);
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
  }

  async setup() {}

  async teardown() {
    this.fakeTimersModern.dispose();
    this.moduleMocker.restoreAllMocks();
    this.#leftovers.remove();
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  /** None of its own: what is compiled belongs to the process. */
  getVmContext() {
    return null;
  }
}

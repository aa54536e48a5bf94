// A process of the measurement: the load comes from outside of what is measured.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export class HelperProcess {
  /** @param {string} script beside this file */
  static async start(script, env) {
    const path = fileURLToPath(new URL(script, import.meta.url));
    const child = fork(path, [], { env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const helper = new HelperProcess(child);
    await helper.answer();
    return helper;
  }

  constructor(child) {
    this.child = child;
    this.pid = child.pid;
  }

  answer() {
    return new Promise((resolve, reject) => {
      const onMessage = ({ error, result }) => {
        this.child.off('exit', onExit);
        if (error) reject(new Error(error));
        else resolve(result);
      };
      const onExit = (code) => {
        this.child.off('message', onMessage);
        reject(new Error(`a process of the measurement ended with ${code}`));
      };
      this.child.once('message', onMessage);
      this.child.once('exit', onExit);
    });
  }

  ask(name, args) {
    const answer = this.answer();
    this.child.send({ name, args });
    return answer;
  }

  stop() {
    if (this.child.connected) this.child.disconnect();
    this.child.kill('SIGKILL');
  }
}

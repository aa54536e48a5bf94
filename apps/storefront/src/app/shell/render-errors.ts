import { ErrorHandler, inject, Injectable, RESPONSE_INIT } from '@angular/core';

/** A page that is broken in one place on the server is none: the browser makes it, where somebody can be told. */
@Injectable()
export class RenderErrors extends ErrorHandler {
  private readonly answer = inject(RESPONSE_INIT, { optional: true });

  override handleError(error: unknown): void {
    if (this.answer) this.answer.status = 500;
    super.handleError(error);
  }
}

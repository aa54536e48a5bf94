import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting, type TestRequest } from '@angular/common/http/testing';
import type { Provider, Type } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';

/** A screen with a form in a test: typed into and pressed by the test ids that the journeys use too, its API played by the test. */
export class FormScreen<T> {
  private constructor(
    readonly fixture: ComponentFixture<T>,
    private readonly http: HttpTestingController,
  ) {}

  static async open<T>(
    component: Type<T>,
    inputs: Readonly<Record<string, unknown>> = {},
    providers: readonly Provider[] = [],
  ): Promise<FormScreen<T>> {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(), provideHttpClientTesting(), provideRouter([]), ...providers],
    });
    const fixture = TestBed.createComponent(component);
    for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
    document.body.replaceChildren(fixture.nativeElement as HTMLElement);
    const screen = new FormScreen(fixture, TestBed.inject(HttpTestingController));
    await screen.settle();
    return screen;
  }

  /** An answer passes through promises before it reaches the screen. Not `whenStable`, which waits for what is still being loaded. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 2; turn++) {
      await new Promise((resolve) => setTimeout(resolve));
      TestBed.tick();
    }
  }

  all<E extends HTMLElement = HTMLInputElement>(testId: string): E[] {
    return [...document.querySelectorAll<E>(`[data-testid="${testId}"]`)];
  }

  /** Dialogs lie beside the page, so the whole document is looked at. */
  at<E extends HTMLElement = HTMLInputElement>(testId: string): E {
    const [found] = this.all<E>(testId);
    if (!found) throw new Error(`nothing is called ${testId}`);
    return found;
  }

  labelled(label: string): HTMLInputElement {
    const labels = [...document.querySelectorAll('label')];
    const id = labels.find((one) => one.textContent.trim().startsWith(label))?.htmlFor;
    const found = id ? document.getElementById(id) : document.querySelector(`[aria-label="${label}"]`);
    if (!(found instanceof HTMLElement)) throw new Error(`no control is labelled ${label}`);
    return found as HTMLInputElement;
  }

  async type(field: string | HTMLInputElement | HTMLSelectElement, text: string): Promise<void> {
    const control = typeof field === 'string' ? this.at(field) : field;
    control.value = text;
    for (const kind of ['input', 'change']) control.dispatchEvent(new Event(kind, { bubbles: true }));
    await this.settle();
  }

  /** A form is sent, anything else is clicked. */
  async press(target: string | HTMLElement): Promise<void> {
    const element = typeof target === 'string' ? this.at<HTMLElement>(target) : target;
    if (element instanceof HTMLFormElement) element.requestSubmit();
    else element.click();
    await this.settle();
  }

  text(): string {
    return document.body.textContent;
  }

  /** What stands at fields as wrong, in the order of the page. */
  errors(): string[] {
    return [...document.querySelectorAll('.error, .wrong')].map((one) => one.textContent.trim());
  }

  /** The only request that waits for an answer from an address that ends so. */
  asked(ending: string, method?: string): TestRequest {
    return this.http.expectOne(
      ({ url, method: by }) => url.split('?')[0]!.endsWith(ending) && (!method || by === method),
    );
  }

  /** What goes over the wire. */
  bodyOf({ request }: TestRequest): unknown {
    return JSON.parse(JSON.stringify(request.body));
  }

  sentNothing(): void {
    this.http.expectNone(({ method }) => method !== 'GET');
  }

  async answer(request: TestRequest, body: object): Promise<void> {
    request.flush(body);
    await this.settle();
  }

  async refuse(request: TestRequest, code: string, message: string, details: object = {}): Promise<void> {
    request.flush({ error: { code, message, details } }, { status: 409, statusText: 'Conflict' });
    await this.settle();
  }
}

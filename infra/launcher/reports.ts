// The reports of Jest (--json) and Playwright (JSON reporter), as far as they are read here. A runner that was killed may leave any part out.

export interface JestReport {
  readonly testResults?: readonly {
    readonly name: string;
    readonly status?: string;
    readonly assertionResults?: readonly {
      readonly fullName: string;
      readonly status?: string;
      /** In milliseconds; null for a test that did not run. */
      readonly duration?: number | null;
    }[];
  }[];
}

export interface Spec {
  readonly title: string;
  readonly file?: string;
  readonly tests?: readonly {
    readonly projectName?: string;
    readonly status?: string;
    readonly results?: readonly { readonly duration?: number }[];
  }[];
}
export interface Suite {
  readonly title: string;
  readonly file?: string;
  readonly specs?: readonly Spec[];
  readonly suites?: readonly Suite[];
}
export interface PlaywrightReport {
  readonly suites?: readonly Suite[];
  readonly errors?: readonly { readonly message?: string }[];
}

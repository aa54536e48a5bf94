import { Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';

@Component({ selector: 'yg-root', imports: [RouterOutlet], template: '<router-outlet />' })
export class App {}

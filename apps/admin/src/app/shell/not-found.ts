import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { PageHeader } from '../shared/page-header';

@Component({
  selector: 'yg-not-found',
  imports: [NzButtonComponent, PageHeader, RouterLink],
  template: `
    <yg-page-header heading="没有这个页面" note="地址可能有误，或页面已移走。从左侧导航可以找到所有工作。" />
    <a nz-button nzType="primary" routerLink="/">回到首页</a>
  `,
})
export class NotFound {}

import { Component, inject } from '@angular/core';
import { Router } from '@angular/router';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { Session } from './session';

/** For buyers who came to the wrong door. */
@Component({
  selector: 'yg-no-seat',
  imports: [NzButtonComponent],
  template: `
    <main class="card">
      <div class="mark">益购 <small>管理后台</small></div>
      <h1>此账号没有后台工作</h1>
      <p class="note">
        后台供供应商和管理机构使用，账号“{{
          session.user()?.name
        }}”不属于任何一家。请联系所在单位的负责人添加成员，或换一个账号登录。
      </p>
      <button nz-button nzType="primary" nzBlock type="button" (click)="leave()">换一个账号</button>
    </main>
  `,
  styleUrl: './gate.css',
})
export class NoSeat {
  protected readonly session = inject(Session);
  private readonly router = inject(Router);

  protected async leave(): Promise<void> {
    await this.session.logout();
    await this.router.navigateByUrl('/login');
  }
}

import { inject, Injectable } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';

const SHOP = '益购';

@Injectable({ providedIn: 'root' })
export class ShopTitleStrategy extends TitleStrategy {
  private readonly title = inject(Title);

  override updateTitle(snapshot: RouterStateSnapshot): void {
    this.set(this.buildTitle(snapshot));
  }

  /** For pages whose title is known once their content is there. */
  set(title: string | undefined): void {
    this.title.setTitle(title ? `${title} · ${SHOP}` : SHOP);
  }
}

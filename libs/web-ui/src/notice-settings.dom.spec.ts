import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from '@jest/globals';
import { NoticeSettingsComponent } from './notice-settings';
import { NoticeSettingsHarness } from './testing/notice-settings.harness';

const URL = '/api/v1/me/notice-settings';
/** An answer passes through promises before it reaches the screen. */
const settle = async () => {
  for (let turn = 0; turn < 8; turn++) await new Promise((resolve) => setTimeout(resolve));
};

async function open(settings: object) {
  TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
  const http = TestBed.inject(HttpTestingController);
  const fixture = TestBed.createComponent(NoticeSettingsComponent);
  fixture.componentRef.setInput('kinds', ['order', 'refund']);
  document.body.replaceChildren(fixture.nativeElement as HTMLElement);
  TestBed.tick();
  await settle();
  http.expectOne(URL).flush(settings);
  await settle();
  return { http, screen: await TestbedHarnessEnvironment.harnessForFixture(fixture, NoticeSettingsHarness) };
}

describe('how one wants to be told', () => {
  it('shows what was chosen, and keeps what it does not offer', async () => {
    const { http, screen } = await open({ muted: ['refund', 'campaign'], quiet: { from: '21:30', to: '07:00' } });
    expect(await screen.ticked()).toEqual(['order', 'quiet']);
    expect(await screen.hours()).toEqual(['21:30', '07:00']);
    await screen.press('order');
    await screen.press('refund');
    await screen.press('quiet');
    expect(await screen.hours()).toEqual([]);
    const saving = screen.save();
    await settle();
    const asked = http.expectOne(URL);
    expect(asked.request.method).toBe('PUT');
    expect(asked.request.body).toEqual({ muted: ['campaign', 'order'], quiet: null });
    asked.flush(asked.request.body);
    await saving;
    await settle();
    expect(await screen.words()).toContain('已保存');
  });

  it('proposes the night to whoever has no quiet hours', async () => {
    const { screen } = await open({ muted: [], quiet: null });
    expect(await screen.ticked()).toEqual(['order', 'refund']);
    await screen.press('quiet');
    expect(await screen.hours()).toEqual(['22:00', '08:00']);
  });
});

import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Session } from '../identity/session';
import { WaitingCounts, type WaitingItem } from './waiting-counts';
import { WaitingPanel } from './waiting-panel';

const complaints: WaitingItem = {
  kind: 'supervision.received_complaints',
  label: '无人接手的投诉',
  count: 12,
  dueAt: '2020-01-01T00:00:00.000Z',
  link: { path: '/administration/complaints', query: { status: 'received' } },
};
const reviews: WaitingItem = {
  kind: 'certification.reviews',
  label: '待本级审核的认定申请',
  count: 3,
  dueAt: null,
  link: { path: '/administration/reviews', query: {} },
};

describe('what waits for a seat', () => {
  let http: HttpTestingController;
  let panel: ComponentFixture<WaitingPanel>;
  const words = () => (panel.nativeElement as HTMLElement).textContent?.replaceAll(/\s+/g, '');
  const shown = async (items: readonly WaitingItem[]) => {
    panel = TestBed.createComponent(WaitingPanel);
    panel.detectChanges();
    http.expectOne('/api/v1/waiting').flush({ items });
    await panel.whenStable();
  };

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(),
        provideHttpClientTesting(),
        provideRouter([]),
        { provide: Session, useValue: { seat: signal({ kind: 'administration' }) } },
      ],
    });
    http = TestBed.inject(HttpTestingController);
  });

  it('is listed with its figure, how late it is, and the way to its list', async () => {
    await shown([complaints, reviews]);
    expect(words()).toMatch(/^需要处理无人接手的投诉超期\d+天12待本级审核的认定申请3$/);
    const links = [...(panel.nativeElement as HTMLElement).querySelectorAll('a')].map((a) => a.getAttribute('href'));
    expect(links).toEqual(['/administration/complaints?status=received', '/administration/reviews']);
  });

  it('is said to be nothing where nothing waits', async () => {
    await shown([]);
    expect(words()).toBe('需要处理没有需要处理的事。');
  });

  it('is known by the page that each kind is found at', async () => {
    await shown([complaints, reviews]);
    const counts = TestBed.inject(WaitingCounts);
    expect(counts.at('/administration/complaints')).toEqual([complaints]);
    expect(counts.at('/administration/appeals')).toEqual([]);
  });
});

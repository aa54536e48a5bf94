import type { EChartsCoreOption } from 'echarts/core';
import { formatCount, formatDay, formatMoney, formatMoneyShort } from '../shared/format';
import type { Day, Slice } from './findings';

/** The tokens as values: a drawing library does not read CSS variables. */
export interface ChartColors {
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly orders: string;
  readonly sales: string;
  readonly link: string;
  readonly font: string;
}

export function readColors(): ChartColors {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  return {
    ink: token('--yg-ink'),
    muted: token('--yg-muted'),
    line: token('--yg-line'),
    orders: token('--yg-field'),
    sales: token('--yg-persimmon'),
    link: token('--yg-sky'),
    font: token('--yg-font'),
  };
}

const base = (colors: ChartColors): EChartsCoreOption => ({
  animation: false,
  textStyle: { fontFamily: colors.font, color: colors.muted },
  aria: { enabled: true, label: { enabled: false } },
});

/** Columns per day; the highest carries its figure, the others answer to the pointer. */
export function byDayOption(
  days: readonly Day[],
  measure: 'orders' | 'salesFen',
  colors: ChartColors,
): EChartsCoreOption {
  const exact = measure === 'orders' ? formatCount : formatMoney;
  const short = measure === 'orders' ? formatCount : formatMoneyShort;
  const values = days.map((day) => day[measure]);
  const top = values.indexOf(Math.max(...values));
  return {
    ...base(colors),
    grid: { left: 8, right: 8, top: 28, bottom: 4, containLabel: true },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      valueFormatter: (value: unknown) => exact(Number(value)),
    },
    xAxis: {
      type: 'category',
      data: days.map((day) => formatDay(day.day)),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colors.line } },
      axisLabel: { color: colors.muted, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      minInterval: measure === 'orders' ? 1 : 100,
      splitNumber: 3,
      splitLine: { lineStyle: { color: colors.line } },
      axisLabel: { color: colors.muted, formatter: (value: number) => short(value) },
    },
    series: [
      {
        type: 'bar',
        name: measure === 'orders' ? '订单' : '销售额',
        barMaxWidth: 24,
        itemStyle: { color: measure === 'orders' ? colors.orders : colors.sales, borderRadius: [2, 2, 0, 0] },
        data: values.map((value, index) =>
          index === top && value > 0
            ? { value, label: { show: true, position: 'top', color: colors.ink, formatter: short(value) } }
            : value,
        ),
      },
    ],
  };
}

/** Columns per month of what counts to a share; the others answer to the pointer. */
export function byMonthOption(
  months: readonly { readonly month: number; readonly countedFen: number }[],
  colors: ChartColors,
): EChartsCoreOption {
  return {
    ...base(colors),
    grid: { left: 8, right: 8, top: 28, bottom: 4, containLabel: true },
    tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => formatMoney(Number(value)) },
    xAxis: {
      type: 'category',
      data: months.map(({ month }) => `${month}月`),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colors.line } },
      axisLabel: { color: colors.muted, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      splitNumber: 3,
      splitLine: { lineStyle: { color: colors.line } },
      axisLabel: { color: colors.muted, formatter: (value: number) => formatMoneyShort(value) },
    },
    series: [
      {
        type: 'bar',
        name: '计入份额',
        barMaxWidth: 24,
        itemStyle: { color: colors.sales, borderRadius: [2, 2, 0, 0] },
        data: months.map(({ countedFen }) => countedFen),
      },
    ],
  };
}

/** Ranked bars, each with its name and its figure beside it, so that no legend is needed. */
export function rankingOption(slices: readonly Slice[], colors: ChartColors): EChartsCoreOption {
  return {
    ...base(colors),
    grid: { left: 8, right: 72, top: 4, bottom: 4, containLabel: true },
    tooltip: { trigger: 'item', valueFormatter: (value: unknown) => formatMoney(Number(value)) },
    xAxis: { type: 'value', show: false },
    yAxis: {
      type: 'category',
      inverse: true,
      data: slices.map((slice) => slice.label),
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: { color: colors.ink, width: 104, overflow: 'truncate' },
    },
    series: [
      {
        type: 'bar',
        name: '销售额',
        barMaxWidth: 16,
        itemStyle: { color: colors.sales, borderRadius: [0, 2, 2, 0] },
        label: {
          show: true,
          position: 'right',
          color: colors.ink,
          formatter: ({ value }: { value: unknown }) => formatMoneyShort(Number(value)),
        },
        data: slices.map((slice) => slice.salesFen),
      },
    ],
  };
}

/** A bar each by fulfilment rate in basis points, which stands behind it. */
export function fulfilmentOption(
  rows: readonly { readonly name: string; readonly bp: number }[],
  colors: ChartColors,
): EChartsCoreOption {
  return {
    ...base(colors),
    grid: { left: 8, right: 72, top: 4, bottom: 4, containLabel: true },
    xAxis: { type: 'value', show: false },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map(({ name }) => name),
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: { color: colors.ink, width: 104, overflow: 'truncate' },
    },
    series: [
      {
        type: 'bar',
        name: '完成率',
        barMaxWidth: 16,
        itemStyle: { color: colors.orders, borderRadius: [0, 2, 2, 0] },
        data: rows.map(({ bp }) => ({
          value: bp,
          label: { show: true, position: 'right', color: colors.ink, formatter: `${(bp / 100).toFixed(2)}%` },
        })),
      },
    ],
  };
}

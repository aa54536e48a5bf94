import type { EChartsCoreOption } from 'echarts/core';
import type { ChartColors } from '../chart-options';
import { type Bulletin, monthWords } from './bulletin-findings';

const base = (colors: ChartColors): EChartsCoreOption => ({
  animation: false,
  textStyle: { fontFamily: colors.font, color: colors.muted },
  aria: { enabled: true, label: { enabled: false } },
});

/** Three columns a month; each is named at its highest, so that no legend is needed. The names lean away from each other. */
export function monthsOption(months: Bulletin['byMonth'], colors: ChartColors): EChartsCoreOption {
  const series = [
    { name: '受理', key: 'received', color: colors.orders, align: 'right' },
    { name: '发证', key: 'issued', color: colors.link, align: 'center' },
    { name: '不予认定', key: 'refused', color: colors.sales, align: 'left' },
  ] as const;
  return {
    ...base(colors),
    grid: { left: 8, right: 8, top: 28, bottom: 4, containLabel: true },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
    xAxis: {
      type: 'category',
      data: months.map((one) => monthWords(one.month)),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colors.line } },
      axisLabel: { color: colors.muted, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitNumber: 3,
      splitLine: { lineStyle: { color: colors.line } },
      axisLabel: { color: colors.muted },
    },
    series: series.map(({ name, key, color, align }) => {
      const values = months.map((one) => one[key]);
      const top = values.indexOf(Math.max(...values));
      // A pale edge keeps the words readable where they reach over a neighbour.
      const halo = { textBorderColor: '#fff', textBorderWidth: 3 };
      const label = { show: true, position: 'top', align, color: colors.ink, formatter: `${name} {c}`, ...halo };
      return {
        type: 'bar',
        name,
        barMaxWidth: 18,
        itemStyle: { color, borderRadius: [2, 2, 0, 0] },
        data: values.map((value, index) => (index === top && value > 0 ? { value, label } : value)),
      };
    }),
  };
}

/** Counties by what they received, what is overdue darker at the end of the bar. */
export function countiesOption(counties: Bulletin['counties'], colors: ChartColors): EChartsCoreOption {
  return {
    ...base(colors),
    grid: { left: 8, right: 96, top: 4, bottom: 4, containLabel: true },
    tooltip: { trigger: 'item' },
    xAxis: { type: 'value', show: false },
    yAxis: {
      type: 'category',
      inverse: true,
      data: counties.map((one) => one.county.name),
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: { color: colors.ink, width: 104, overflow: 'truncate' },
    },
    series: [
      {
        type: 'bar',
        name: '受理',
        barMaxWidth: 16,
        itemStyle: { color: colors.orders, borderRadius: [0, 2, 2, 0] },
        label: {
          show: true,
          position: 'right',
          color: colors.ink,
          formatter: ({ dataIndex }: { dataIndex: number }) => {
            const one = counties[dataIndex];
            return one ? `${one.received}${one.overdue > 0 ? `，超期 ${one.overdue}` : ''}` : '';
          },
        },
        data: counties.map((one) => one.received),
      },
    ],
  };
}

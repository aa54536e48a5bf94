import { Pipe, type PipeTransform } from '@angular/core';
import { type DateTimeStyle, formatCount, formatDate, formatFen, formatGrams, formatInstant } from './format';

/** Amount in fen as “¥12.80”. */
@Pipe({ name: 'fen' })
export class FenPipe implements PipeTransform {
  transform(amountFen: number | null | undefined): string {
    return amountFen === null || amountFen === undefined ? '' : formatFen(amountFen);
  }
}

/** Instant in Asia/Shanghai. */
@Pipe({ name: 'instant' })
export class InstantPipe implements PipeTransform {
  transform(instant: string | null | undefined, style: DateTimeStyle = 'minute'): string {
    return instant ? formatInstant(instant, style) : '';
  }
}

/** Calendar date as “2020年3月1日”. */
@Pipe({ name: 'calendarDate' })
export class CalendarDatePipe implements PipeTransform {
  transform(date: string | null | undefined): string {
    return date ? formatDate(date) : '';
  }
}

/** Grams as 克, 千克 or 吨. */
@Pipe({ name: 'grams' })
export class GramsPipe implements PipeTransform {
  transform(grams: number | null | undefined): string {
    return grams === null || grams === undefined ? '' : formatGrams(grams);
  }
}

/** Whole number with thousands separators. */
@Pipe({ name: 'count' })
export class CountPipe implements PipeTransform {
  transform(count: number | null | undefined): string {
    return count === null || count === undefined ? '' : formatCount(count);
  }
}

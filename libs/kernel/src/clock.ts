/** Source of the present time, so that tests can set it. Deadlines that decide money or stock use the database's clock instead. */
export abstract class Clock {
  abstract now(): Date;
}

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}

import { enter } from './sessions';

interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly body: string;
}

/** The newest mail to somebody with such a subject, as the outbox of the console shows it. */
export async function mailTo(login: string, subject: string): Promise<Mail> {
  const office = await enter('console', 'administrator');
  const end = Date.now() + 20_000;
  for (;;) {
    const { items } = await office.get('listMails', { query: { limit: 50 } });
    const mail = items.find((one) => one.to === login && one.subject.includes(subject));
    if (mail) return mail;
    if (Date.now() > end) throw new Error(`no mail “${subject}” to ${login}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

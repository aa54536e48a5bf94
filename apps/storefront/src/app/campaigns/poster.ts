import type { GroupBuyView } from '@yigou/contracts';
import { photoUrl } from '@yigou/web-data';
import { formatCount, formatFen, formatInstant } from '@yigou/web-ui/format';

const [WIDTH, HEIGHT, EDGE] = [750, 1_200, 48];
const PICTURE = 560;
const CODE = 200;
const INK = '#1f2a24';
const MUTED = '#656b62';
const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

/** Cuts text into lines that fit, at most so many; the last one ends in an ellipsis where more would follow. `measure` gives the width of a text. */
export function linesOf(text: string, width: number, most: number, measure: (text: string) => number): string[] {
  const lines = [''];
  for (const character of text) {
    const line = lines.at(-1) ?? '';
    if (measure(line + character) <= width) lines[lines.length - 1] = line + character;
    else if (lines.length < most) lines.push(character);
    else {
      const letters = [...line];
      while (letters.length > 0 && measure(`${letters.join('')}…`) > width) letters.pop();
      lines[lines.length - 1] = `${letters.join('')}…`;
      break;
    }
  }
  return lines;
}

/** What stands on the poster, from above. */
export function posterWords(
  campaign: Pick<
    GroupBuyView,
    'priceFen' | 'bestPriceFen' | 'thresholdShares' | 'deadline' | 'counties' | 'organiserName'
  >,
): string[] {
  const { priceFen, bestPriceFen, thresholdShares, deadline, counties, organiserName } = campaign;
  const price =
    bestPriceFen < priceFen
      ? `${formatFen(priceFen)} / 份，最低 ${formatFen(bestPriceFen)}`
      : `${formatFen(priceFen)} / 份`;
  return [
    price,
    `${formatCount(thresholdShares)} 份成团，没成团全额退款`,
    `${formatInstant(deadline, 'short')} 截止`,
    ...(counties.length > 0 ? [`产自 ${counties.slice(0, 3).join('、')}${counties.length > 3 ? ' 等地' : ''}`] : []),
    `${organiserName} 发起`,
  ];
}

/** A picture of a campaign for chats: photo, title, what it costs and until when, and its link as a code. Throws where the browser cannot draw. */
export async function posterOf(campaign: GroupBuyView, link: string): Promise<Blob> {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [WIDTH, HEIGHT];
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no canvas');
  pen.fillStyle = '#faf8f3';
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  await drawPhoto(pen, campaign.photo);
  pen.textBaseline = 'top';
  pen.fillStyle = INK;
  pen.font = `700 40px ${FONT}`;
  let top = PICTURE + 32;
  for (const line of linesOf(campaign.title, WIDTH - 2 * EDGE, 2, (text) => pen.measureText(text).width)) {
    pen.fillText(line, EDGE, top);
    top += 54;
  }
  top = Math.max(top + 16, PICTURE + 170);
  for (const [place, line] of posterWords(campaign).entries()) {
    pen.fillStyle = place === 0 ? '#c24a14' : INK;
    pen.font = `${place === 0 ? '700 32px' : '400 26px'} ${FONT}`;
    const [fitting = ''] = linesOf(line, WIDTH - 3 * EDGE - CODE, 1, (text) => pen.measureText(text).width);
    pen.fillText(fitting, EDGE, top);
    top += place === 0 ? 52 : 44;
  }
  await drawCode(pen, link);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png');
  });
}

/** The photo over the whole width; without one its place keeps the colour of a field. */
async function drawPhoto(pen: CanvasRenderingContext2D, key: string | null): Promise<void> {
  pen.fillStyle = '#e8f2ea';
  pen.fillRect(0, 0, WIDTH, PICTURE);
  if (!key) return;
  try {
    const photo = await loaded(photoUrl(key, 800));
    const side = Math.max(WIDTH / photo.width, PICTURE / photo.height);
    const [width, height] = [WIDTH / side, PICTURE / side];
    pen.drawImage(photo, (photo.width - width) / 2, (photo.height - height) / 2, width, height, 0, 0, WIDTH, PICTURE);
  } catch {
    // What is told matters more than how it looks.
  }
}

async function drawCode(pen: CanvasRenderingContext2D, link: string): Promise<void> {
  const { default: qr } = await import('qrcode');
  const code = await loaded(await qr.toDataURL(link, { width: CODE * 2, margin: 2, errorCorrectionLevel: 'M' }));
  const [left, top] = [WIDTH - EDGE - CODE, HEIGHT - EDGE - CODE - 40];
  pen.drawImage(code, left, top, CODE, CODE);
  pen.fillStyle = MUTED;
  pen.font = `400 22px ${FONT}`;
  pen.textAlign = 'center';
  pen.fillText('扫码看进展、参加', left + CODE / 2, top + CODE + 10);
  pen.textAlign = 'start';
  pen.fillText('益购 · 以购代捐', EDGE, HEIGHT - EDGE - 30);
}

async function loaded(address: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = address;
  await image.decode();
  return image;
}

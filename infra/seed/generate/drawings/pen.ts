// The few strokes that every drawing is made of. Flat colours: a form is its base, one shade on the lower right, one light.
import type { Random } from '../random.ts';

const number = (value: number): string => String(Math.round(value * 10) / 10);

/** Draws SVG in the coordinates of one item: centre 0,0, about 100 to each side. */
export class Pen {
  readonly random: Random;
  private ids = 0;

  constructor(random: Random) {
    this.random = random;
  }

  /** A closed form with a shade on the side away from the light. */
  solid(path: string, base: string, shade: string, depth = 16): string {
    this.ids += 1;
    const id = `f${this.ids}`;
    return (
      `<clipPath id="${id}"><path d="${path}"/></clipPath><g clip-path="url(#${id})"><path d="${path}" fill="${shade}"/>` +
      `<path d="${path}" fill="${base}" transform="translate(${number(-depth)} ${number(-depth * 0.7)})"/></g>`
    );
  }

  /** What is drawn inside shows only within the form. */
  within(path: string, content: string): string {
    this.ids += 1;
    return `<clipPath id="f${this.ids}"><path d="${path}"/></clipPath><g clip-path="url(#f${this.ids})">${content}</g>`;
  }

  fill(path: string, colour: string, opacity = 1): string {
    return `<path d="${path}" fill="${colour}"${opacity < 1 ? ` opacity="${opacity}"` : ''}/>`;
  }

  line(path: string, colour: string, width: number, opacity = 1): string {
    return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${number(width)}" stroke-linecap="round" stroke-linejoin="round"${opacity < 1 ? ` opacity="${opacity}"` : ''}/>`;
  }

  disc(x: number, y: number, radius: number, colour: string, opacity = 1): string {
    return this.oval(x, y, radius, radius, colour, opacity);
  }

  oval(x: number, y: number, rx: number, ry: number, colour: string, opacity = 1, turn = 0): string {
    const rotate = turn ? ` transform="rotate(${number(turn)} ${number(x)} ${number(y)})"` : '';
    return `<ellipse cx="${number(x)}" cy="${number(y)}" rx="${number(rx)}" ry="${number(ry)}" fill="${colour}"${opacity < 1 ? ` opacity="${opacity}"` : ''}${rotate}/>`;
  }

  box(x: number, y: number, width: number, height: number, radius: number, colour: string): string {
    return `<rect x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}" rx="${number(radius)}" fill="${colour}"/>`;
  }

  at(x: number, y: number, scale: number, turn: number, content: string): string {
    return `<g transform="translate(${number(x)} ${number(y)}) rotate(${number(turn)}) scale(${Math.round(scale * 1000) / 1000})">${content}</g>`;
  }

  /** A pointed leaf that grows from x,y in the direction of the angle (0 is right, -90 up). */
  leaf(x: number, y: number, length: number, angle: number, colour = '#4E8B57', vein = '#3B7046', width = 0.3): string {
    const w = length * width;
    const body = `M0,0 C${number(length * 0.3)},${number(-w)} ${number(length * 0.75)},${number(-w)} ${number(length)},0 C${number(length * 0.75)},${number(w)} ${number(length * 0.3)},${number(w)} 0,0Z`;
    const half = `M0,0 C${number(length * 0.3)},${number(w)} ${number(length * 0.75)},${number(w)} ${number(length)},0Z`;
    return this.at(
      x,
      y,
      1,
      angle,
      this.fill(body, colour) + this.fill(half, vein, 0.45) + this.line(`M0,0 L${number(length * 0.85)},0`, vein, 3),
    );
  }

  /** Light from the upper left. */
  shine(x: number, y: number, rx: number, ry: number, turn = -30): string {
    return this.oval(x, y, rx, ry, '#FFFFFF', 0.32, turn);
  }
}

export const ovalPath = (x: number, y: number, rx: number, ry: number): string =>
  `M${number(x - rx)},${number(y)} a${number(rx)},${number(ry)} 0 1 0 ${number(rx * 2)},0 a${number(rx)},${number(ry)} 0 1 0 ${number(-rx * 2)},0Z`;

/** Points around a circle, in degrees from the top. */
export function ring(count: number, radius: number, start = -90): { x: number; y: number; angle: number }[] {
  return Array.from({ length: count }, (_, at) => {
    const angle = start + (360 / count) * at;
    const radians = (angle * Math.PI) / 180;
    return { x: Math.cos(radians) * radius, y: Math.sin(radians) * radius, angle };
  });
}

/** A soft irregular closed form through points on an ellipse. */
export function blob(random: Random, rx: number, ry: number, roughness: number, corners = 9): string {
  const points = ring(corners, 1).map(({ x, y }) => {
    const reach = 1 - roughness * random.next();
    return { x: x * rx * reach, y: y * ry * reach };
  });
  const middle = (a: { x: number; y: number }, b: { x: number; y: number }) => ({
    x: (a.x + b.x) / 2,
    y: (a.y + b.y) / 2,
  });
  const parts = points.map((point, at) => {
    const next = points[(at + 1) % points.length] ?? point;
    const to = middle(point, next);
    return `Q${number(point.x)},${number(point.y)} ${number(to.x)},${number(to.y)}`;
  });
  const first = points[0] ?? { x: 0, y: 0 };
  const start = middle(points[points.length - 1] ?? first, first);
  return `M${number(start.x)},${number(start.y)} ${parts.join(' ')}Z`;
}

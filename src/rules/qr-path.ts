/** The drawing of a QR code. Pure. */

/** The width of the empty border in modules. QR code readers require this border (ISO/IEC 18004 section 6.3.8). */
export const QUIET_ZONE_MODULES = 4;

/** The SVG path of the dark modules (true) of all rows, as horizontal bars of height 1. */
export function qrPathData(rows: readonly boolean[][]): string {
  return rows.map(rowPath).join('');
}

function rowPath(row: readonly boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue;
    const start = x;
    while (row[x + 1]) x += 1;
    path += `M${start} ${y}h${x - start + 1}v1h-${x - start + 1}z`;
  }
  return path;
}

/** The processor time of this program's children, which while load runs are workerd alone. Linux tells it. */
import { readFileSync } from 'node:fs';

/** What Linux shows of processor time comes in hundredths of a second, whatever its kernel counts by. */
const TICK_MS = 10;

/** Milliseconds so far; null where the system does not tell. */
export function childrenCpuMs(): number | null {
  try {
    const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ');
    return children.map(cpuMsOf).reduce((sum, each) => sum + each, 0);
  } catch {
    return null;
  }
}

/** Of proc(5): the 14th and 15th field are time in user and in system mode; the name before them may hold spaces. */
function cpuMsOf(pid: string): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** CPU time of the child processes of this program, read from /proc. During a measurement workerd is the only child. */
import { readFileSync } from 'node:fs';

/** /proc reports CPU time in hundredths of a second (USER_HZ), independently of the tick rate of the kernel. */
const TICK_MS = 10;

/**
 * The CPU time of all running child processes since their start, in milliseconds. Null on systems without /proc. At
 * least one child process must be running.
 */
export function childrenCpuMs(): number | null {
  try {
    const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').match(/\d+/g);
    if (!children) return null;
    return children.map(cpuMsOf).reduce((sum, each) => sum + each, 0);
  } catch {
    return null;
  }
}

/**
 * The CPU time of one process in milliseconds. Fields 14 and 15 are the user and the system time (proc(5)). Field 2
 * ends with a parenthesis and can contain spaces, so the text is divided after field 2.
 */
function cpuMsOf(pid: string): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

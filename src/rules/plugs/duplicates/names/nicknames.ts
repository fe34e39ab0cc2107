/** Short forms of given names. Pure. */

/** Each entry contains short forms, a colon, and the given names that they stand for. All words are folded. */
const ENTRIES = `abby:abigail alex,sasha:alexander,alexandra andi,andy:andreas,andrew barb:barbara ben:benjamin
  bea:beatrice,beatrix bill,billy,will,willy:william bob,bobby,rob,robbie:robert beth,betty,liz:elizabeth
  cathy,kate,kathy,katie:catherine,katherine,kathryn charlie,chuck:charles chris:christian,christina,christopher
  conny:cornelia dan,danny:daniel dave:david deb,debbie:deborah dick,rich,rick:richard dima:dmitry,dmitri
  doug:douglas ed,eddie:edward flo:florian fred,freddy:frederick,friedrich gabi,gaby:gabriele greg:gregory
  hans:johannes heinz:heinrich jack,johnny:john jake:jacob jeff:jeffrey jen,jenny:jennifer jim,jimmy:james
  joe:joseph jon:jonathan josh:joshua katya:ekaterina ken:kenneth larry:lawrence lena:helena,magdalena
  maggie,meg,peggy:margaret manu:manuel,manuela matt:matthew max:maximilian mike,mick:michael misha:mikhail
  moni:monika nate:nathan,nathaniel nick:nicholas paco:francisco pam:pamela pat:patricia,patrick pepe:jose pete:peter
  phil:philip,phillip ron:ronald sam:samantha,samuel sepp:josef steffi:stefanie,stephanie steve:stephen,steven
  sue:susan,susanne ted:edward,theodore tim:timothy tom,tommy:thomas toni,tony:anthony,anton tina:christina
  uli:ulrich,ulrike uschi:ursula vanya:ivan vicky:victoria wolfi:wolfgang zach:zachary`;

let fullNames: ReadonlyMap<string, string[]> | undefined;

/** Whether a folded given name is a short form of another given name. A short form can have more letters. */
export function isNicknameOf(short: string, full: string): boolean {
  // The map is built at the first use, because the start of a worker has little CPU time.
  fullNames ??= new Map(
    ENTRIES.split(/\s+/).flatMap((entry) => {
      const [shortForms = '', names = ''] = entry.split(':');
      return shortForms.split(',').map((name): [string, string[]] => [name, names.split(',')]);
    }),
  );
  return fullNames.get(short)?.includes(full) ?? false;
}

/** Functions that create the questions and the texts of the demo passages. They keep the lists of passages short. */
import type { QuestionDraft } from '../../core/reading/write-passage.ts';

/** Creates a question. `correctAnswerIndex` is the position of the correct option, from 0. */
export function question(
  text: string,
  options: string[],
  correctAnswerIndex: number,
  explanation: string,
): QuestionDraft {
  return { text, options, correctAnswerIndex, explanation };
}

/** Joins paragraphs to the content of a passage. */
export function paragraphs(...texts: string[]): string {
  return texts.join('\n\n');
}

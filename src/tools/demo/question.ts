/** Functions with which the demo passages write their questions and texts briefly. */
import type { QuestionDraft } from '../../core/reading/write-passage.ts';

/** `correctAnswerIndex` is the position of the correct option, from 0. */
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

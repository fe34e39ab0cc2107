/** Short notations for the questions and texts of the demo passages. */
import type { QuestionDraft } from '../../core/reading/write-passage.ts';

export function question(
  text: string,
  options: string[],
  correctAnswerIndex: number,
  explanation: string,
): QuestionDraft {
  return { text, options, correctAnswerIndex, explanation };
}

export function paragraphs(...texts: string[]): string {
  return texts.join('\n\n');
}

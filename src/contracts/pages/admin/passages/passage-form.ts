/**
 * The form of a passage. The fields of the questions have numbered names, so that the form works without a script.
 */
import type { PassageDraft, QuestionDraft, WrittenPassage } from '../../../../core/reading/write-passage.ts';
import type { FieldProblem } from '../../../../rules/app-error.ts';
import { DIFFICULTIES, TIERS } from '../../../../store/reading/schema.ts';

export const MAX_QUESTION_COUNT = 100;
const MAX_TITLE_CHARACTERS = 200;
const MAX_CONTENT_CHARACTERS = 100_000;
const MAX_QUESTION_CHARACTERS = 1_000;
const MAX_OPTION_CHARACTERS = 500;
const MAX_EXPLANATION_CHARACTERS = 5_000;
const MIN_OPTION_COUNT = 2;
const MAX_OPTION_COUNT = 10;

type Values = Record<string, string>;

/**
 * The fields of a question. `options` has one option on each line. `correct` is the number of the correct option, from
 * 1; empty lines are not counted.
 */
export const QUESTION_FIELDS = ['id', 'text', 'options', 'correct', 'explanation'] as const;
type QuestionField = (typeof QUESTION_FIELDS)[number];

/** The name of a field of the question at a position, from 0. */
export function questionField(at: number, field: QuestionField): string {
  return `question_${at + 1}_${field}`;
}

/** The number of questions in the form: 0 for an invalid number, and at most `MAX_QUESTION_COUNT`. */
export function questionCount(values: Values): number {
  const count = Number(values.question_count);
  return Number.isSafeInteger(count) ? Math.min(Math.max(count, 0), MAX_QUESTION_COUNT) : 0;
}

/** The values of the form for a stored passage. */
export function passageValues({ passage, questions }: WrittenPassage): Values {
  const { title, content, difficulty, tier } = passage;
  const values: Values = { title, content, difficulty, tier, question_count: String(questions.length) };
  for (const [at, question] of questions.entries()) {
    values[questionField(at, 'id')] = question.id;
    values[questionField(at, 'text')] = question.text;
    values[questionField(at, 'options')] = question.options.join('\n');
    values[questionField(at, 'correct')] = String(question.correctAnswerIndex + 1);
    values[questionField(at, 'explanation')] = question.explanation;
  }
  return values;
}

/** The values with one more question, which is empty; unchanged if there are `MAX_QUESTION_COUNT` questions. */
export function withQuestionAdded(values: Values): Values {
  return { ...values, question_count: String(Math.min(questionCount(values) + 1, MAX_QUESTION_COUNT)) };
}

/**
 * The values without the question at a position, from 0. The later questions move up. An unknown position is ignored.
 */
export function withQuestionRemoved(values: Values, removed: number): Values {
  const count = questionCount(values);
  if (removed < 0 || removed >= count) return values;
  const moved: Values = { ...values, question_count: String(count - 1) };
  for (let at = removed; at < count; at += 1) {
    for (const field of QUESTION_FIELDS) {
      moved[questionField(at, field)] = values[questionField(at + 1, field)] ?? '';
    }
  }
  return moved;
}

/**
 * Returns the passage that the form describes, and the fields that need a correction. If a field needs a correction,
 * the draft is only for the preview: it contains the invalid texts and numbers, and a default for an invalid choice.
 */
export function readPassageForm(values: Values): { draft: PassageDraft; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const readText = (name: string, label: string, maxLength: number, isRequired = true): string => {
    const value = (values[name] ?? '').replaceAll('\r\n', '\n').normalize('NFC').trim();
    const message = textProblem(value, label, maxLength, isRequired);
    if (message) problems.push({ field: name, message });
    return value;
  };
  const readChoice = <Value extends string>(
    name: string,
    allowed: readonly Value[],
    fallback: Value,
  ): Value => {
    const value = allowed.find((each) => each === values[name]);
    if (!value) problems.push({ field: name, message: 'Choose from the list.' });
    return value ?? fallback;
  };
  const readQuestion = (at: number): QuestionDraft => {
    const number = at + 1;
    const id = values[questionField(at, 'id')];
    const question = readText(questionField(at, 'text'), `Question ${number}`, MAX_QUESTION_CHARACTERS);
    const explanationField = questionField(at, 'explanation');
    const explanation = readText(
      explanationField,
      `Explanation ${number}`,
      MAX_EXPLANATION_CHARACTERS,
      false,
    );
    const options = (values[questionField(at, 'options')] ?? '')
      .split('\n')
      .map((line) => line.normalize('NFC').trim())
      .filter(Boolean);
    const correctNumber = Number(values[questionField(at, 'correct')]);
    const optionProblem = optionsProblem(options, number);
    if (optionProblem) problems.push({ field: questionField(at, 'options'), message: optionProblem });
    if (!(Number.isSafeInteger(correctNumber) && correctNumber >= 1 && correctNumber <= options.length)) {
      const message = `Question ${number}: enter the number of the correct option.`;
      problems.push({ field: questionField(at, 'correct'), message });
    }
    return { ...(id && { id }), text: question, options, correctAnswerIndex: correctNumber - 1, explanation };
  };
  const draft: PassageDraft = {
    title: readText('title', 'Title', MAX_TITLE_CHARACTERS).replaceAll('\n', ' '),
    content: readText('content', 'Text', MAX_CONTENT_CHARACTERS),
    difficulty: readChoice('difficulty', DIFFICULTIES, 'Easy'),
    tier: readChoice('tier', TIERS, 'free'),
    questions: Array.from({ length: questionCount(values) }, (_, at) => readQuestion(at)),
  };
  return { draft, problems };
}

function textProblem(value: string, label: string, maxLength: number, isRequired: boolean): string | null {
  if (isRequired && value === '') return `${label}: enter a text.`;
  if ([...value].length > maxLength) return `${label}: at most ${maxLength.toLocaleString('en')} characters.`;
  const isValid = value.isWellFormed() && !/[^\P{Cc}\n\t]/u.test(value);
  return isValid ? null : `${label}: remove the control characters.`;
}

function optionsProblem(options: string[], number: number): string | null {
  if (options.length < MIN_OPTION_COUNT || options.length > MAX_OPTION_COUNT) {
    return `Question ${number}: enter ${MIN_OPTION_COUNT} to ${MAX_OPTION_COUNT} options, one on each line.`;
  }
  const problems = options.map((option) =>
    textProblem(option, `Question ${number}`, MAX_OPTION_CHARACTERS, true),
  );
  return problems.find(Boolean) ?? null;
}

/** The questions of a passage as a form. */
import type { GivenAnswer, Marking } from '../../../../rules/reading/score.ts';
import type { OpenQuestion } from '../../../../store/reading/questions.ts';
import { Icon } from '../../components/icon.tsx';
import { ProblemSummary } from '../../components/messages.tsx';
import { fieldOf } from './answers.ts';

/** The answers of a request, with their marking or with the ids of the questions without an answer. */
export interface SentQuiz {
  answers: GivenAnswer[];
  marking?: Marking;
  missing?: string[];
}

interface QuizFormProps {
  questions: OpenQuestion[];
  path: string;
  /** When the page was opened. The time that the reader needs for the answers is computed from this time. */
  openedAtMs: number;
  sent: SentQuiz | undefined;
}

const ANSWER_MISSING = 'Choose one answer.';

export function QuizForm({ questions, path, openedAtMs, sent }: QuizFormProps) {
  const { answers = [], missing = [] } = sent ?? {};
  const chosen = new Map(answers.map((answer) => [answer.questionId, answer.selectedOptionIndex]));
  return (
    <form class="stack quiz" method="post" action={`${path}#quiz`} aria-labelledby="quiz">
      <h2 id="quiz">Questions</h2>
      {missing.length > 0 && (
        <ProblemSummary
          problems={missing.map((id) => ({
            field: `${fieldOf(id)}_0`,
            message: `Question ${questions.findIndex((question) => question.id === id) + 1}: ${ANSWER_MISSING}`,
          }))}
        />
      )}
      <input type="hidden" name="opened_at" value={openedAtMs} />
      {questions.map((question, at) => (
        <Question
          key={question.id}
          number={at + 1}
          question={question}
          chosen={chosen.get(question.id)}
          isMissing={missing.includes(question.id)}
        />
      ))}
      <div class="actions">
        <button class="button primary" type="submit">
          Check answers
        </button>
      </div>
    </form>
  );
}

interface QuestionProps {
  number: number;
  question: OpenQuestion;
  chosen: number | undefined;
  isMissing: boolean;
}

function Question({ number, question, chosen, isMissing }: QuestionProps) {
  const name = fieldOf(question.id);
  return (
    <fieldset class="stack stack-tight" aria-describedby={isMissing ? `${name}_error` : undefined}>
      <legend class="strong">
        {number}. <bdi>{question.text}</bdi>
      </legend>
      {question.options.map((option, at) => (
        <label class="answer" key={option}>
          <input type="radio" id={`${name}_${at}`} name={name} value={at} checked={chosen === at} required />
          <span dir="auto">{option}</span>
        </label>
      ))}
      {isMissing && (
        <p class="error" id={`${name}_error`}>
          <Icon name="circle-alert" />
          <span>{ANSWER_MISSING}</span>
        </p>
      )}
    </fieldset>
  );
}

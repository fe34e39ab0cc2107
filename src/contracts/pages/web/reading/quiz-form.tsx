/** The form with the questions of a passage. */
import type { GivenAnswer, Marking } from '../../../../rules/reading/score.ts';
import type { OpenQuestion } from '../../../../store/reading/questions.ts';
import { Icon } from '../../components/icon.tsx';
import { ProblemSummary } from '../../components/messages.tsx';
import { answerFieldName } from './answers.ts';

/** The answers that a reader sent. */
export interface SentQuiz {
  answers: GivenAnswer[];
  /** The marking. It is missing if a question has no answer. */
  marking?: Marking;
  /** The ids of the questions without an answer. */
  missingIds?: string[];
}

interface QuizFormProps {
  questions: OpenQuestion[];
  /** The path of the passage, to which the form is sent. */
  path: string;
  /** The time at which the page is sent. The duration until the form is sent is computed from this time. */
  openedAtMs: number;
  /** The answers of the rejected form. Undefined if no form was rejected. */
  sent: SentQuiz | undefined;
}

const ANSWER_MISSING_MESSAGE = 'Choose one answer.';

export function QuizForm({ questions, path, openedAtMs, sent }: QuizFormProps) {
  const { answers = [], missingIds = [] } = sent ?? {};
  const chosenIndexes = new Map(answers.map((answer) => [answer.questionId, answer.selectedOptionIndex]));
  return (
    <form class="stack quiz" method="post" action={`${path}#quiz`} aria-labelledby="quiz">
      <h2 id="quiz">Questions</h2>
      {missingIds.length > 0 && (
        <ProblemSummary
          problems={missingIds.map((id) => ({
            field: `${answerFieldName(id)}_0`,
            message: `Question ${questions.findIndex((question) => question.id === id) + 1}: ${ANSWER_MISSING_MESSAGE}`,
          }))}
        />
      )}
      <input type="hidden" name="opened_at" value={openedAtMs} />
      {questions.map((question, at) => (
        <Question
          key={question.id}
          number={at + 1}
          question={question}
          chosenIndex={chosenIndexes.get(question.id)}
          isMissing={missingIds.includes(question.id)}
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
  /** The index of the chosen option. Undefined if the question has no answer. */
  chosenIndex: number | undefined;
  isMissing: boolean;
}

function Question({ number, question, chosenIndex, isMissing }: QuestionProps) {
  const name = answerFieldName(question.id);
  return (
    <fieldset class="stack stack-tight" aria-describedby={isMissing ? `${name}_error` : undefined}>
      <legend class="strong">
        {number}. <bdi>{question.text}</bdi>
      </legend>
      {question.options.map((option, at) => (
        <label class="answer" key={option}>
          <input
            type="radio"
            id={`${name}_${at}`}
            name={name}
            value={at}
            checked={chosenIndex === at}
            required
          />
          <span dir="auto">{option}</span>
        </label>
      ))}
      {isMissing && (
        <p class="error" id={`${name}_error`}>
          <Icon name="circle-alert" />
          <span>{ANSWER_MISSING_MESSAGE}</span>
        </p>
      )}
    </fieldset>
  );
}

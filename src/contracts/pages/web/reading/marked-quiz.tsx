/** The marked answers of a reader, with the right answers, the explanations and the score. */
import type { GivenAnswer, MarkedAnswer, Marking } from '../../../../rules/reading/score.ts';
import type { OpenQuestion } from '../../../../store/reading/questions.ts';
import { Icon, type IconName } from '../../components/icon.tsx';
import { Badge, type Tone } from '../../components/marks.tsx';

/** The minimum score for a green badge, in percent. */
const MIN_GOOD_SCORE = 80;
/** The minimum score for a yellow badge, in percent. A lower score has a red badge. */
const MIN_FAIR_SCORE = 50;

interface MarkedQuizProps {
  questions: OpenQuestion[];
  answers: GivenAnswer[];
  marking: Marking;
  /** The path of this passage. */
  path: string;
  /** The path of the next passage, or of the reading list. */
  nextPath: string;
}

export function MarkedQuiz({ questions, answers, marking, path, nextPath }: MarkedQuizProps) {
  const { score } = marking;
  const rightCount = marking.answers.filter(({ isCorrect }) => isCorrect).length;
  const tone = score >= MIN_GOOD_SCORE ? 'success' : score >= MIN_FAIR_SCORE ? 'warning' : 'danger';
  const chosenIndexes = new Map(answers.map((answer) => [answer.questionId, answer.selectedOptionIndex]));
  return (
    <section class="stack quiz" aria-labelledby="quiz">
      <div class="split" role="status">
        <h2 id="quiz">Questions</h2>
        <Badge tone={tone}>
          {score}%, {rightCount} of {questions.length} right
        </Badge>
      </div>
      {questions.map((question, at) => (
        <MarkedQuestion
          key={question.id}
          number={at + 1}
          question={question}
          marked={marking.answers.find(({ questionId }) => questionId === question.id)}
          chosenIndex={chosenIndexes.get(question.id)}
        />
      ))}
      <div class="actions">
        <a class="button primary" href={nextPath}>
          Next passage
          <Icon name="arrow-right" />
        </a>
        <a class="button" href={`${path}#quiz`}>
          Start again
        </a>
      </div>
    </section>
  );
}

interface MarkedQuestionProps {
  number: number;
  question: OpenQuestion;
  marked: MarkedAnswer | undefined;
  /** The index of the chosen option. Undefined if the question has no answer. */
  chosenIndex: number | undefined;
}

function MarkedQuestion({ number, question, marked, chosenIndex }: MarkedQuestionProps) {
  return (
    <fieldset class="stack stack-tight">
      <legend class="strong">
        {number}. <bdi>{question.text}</bdi>
      </legend>
      {question.options.map((option, at) => (
        <MarkedOption
          key={option}
          option={option}
          isRight={at === marked?.correctAnswerIndex}
          isChosen={at === chosenIndex}
        />
      ))}
      {marked?.explanation && (
        <p class="hint" dir="auto">
          {marked.explanation}
        </p>
      )}
    </fieldset>
  );
}

interface MarkedOptionProps {
  option: string;
  isRight: boolean;
  isChosen: boolean;
}

/** Marks the right option, and the chosen option if it is wrong. Other options have no mark. */
function MarkedOption({ option, isRight, isChosen }: MarkedOptionProps) {
  const tone: Tone | undefined = isRight ? 'success' : isChosen ? 'danger' : undefined;
  const icon: IconName = isRight ? 'check' : isChosen ? 'x' : 'circle';
  return (
    <p class="answer" data-tone={tone}>
      <Icon name={icon} />
      <span dir="auto">{option}</span>
      {tone && <Badge tone={tone}>{isChosen ? 'Your answer' : 'Right answer'}</Badge>}
    </p>
  );
}

/**
 * The preview of a passage before it is saved. The correct options are marked and the explanations are shown. Readers
 * see both only after they have answered.
 */
import type { PassageDraft } from '../../../../core/reading/write-passage.ts';
import { Card, CardBody } from '../../components/cards.tsx';
import { Badge } from '../../components/marks.tsx';

export function Preview({ draft: { title, content, difficulty, tier, questions } }: { draft: PassageDraft }) {
  return (
    <Card id="preview" title="Preview" action={<span class="muted small">Not saved</span>}>
      <CardBody>
        <div class="prose cluster">
          <h3>
            <bdi>{title}</bdi>
          </h3>
          <Badge>{difficulty}</Badge>
          <Badge tone={tier === 'premium' ? 'violet' : 'neutral'}>{tier}</Badge>
        </div>
        <div class="prose" dir="auto">
          {content.split(/\n{2,}/).map((paragraph, at) => (
            <p key={at}>{paragraph}</p>
          ))}
        </div>
        {questions.map(({ text, options, correctAnswerIndex, explanation }, at) => (
          <div key={at} class="prose stack stack-tight">
            <b>
              {at + 1}. <bdi>{text}</bdi>
            </b>
            <ul class="stack stack-tight">
              {options.map((option, place) => (
                <li key={place} class="cluster">
                  <bdi>{option}</bdi>
                  {place === correctAnswerIndex && <Badge tone="success">Correct</Badge>}
                </li>
              ))}
            </ul>
            {explanation && (
              <p class="muted">
                <bdi>{explanation}</bdi>
              </p>
            )}
          </div>
        ))}
      </CardBody>
    </Card>
  );
}

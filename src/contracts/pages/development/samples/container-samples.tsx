/** Samples of cards, lists, details, a code block, totals and bars. */
import {
  Card,
  CardBody,
  CardFooter,
  Details,
  LinkCard,
  List,
  ListItem,
  Section,
} from '../../components/cards.tsx';
import { CodeBlock } from '../../components/code-block.tsx';
import { Bars, Stats } from '../../components/figures.tsx';
import { IconDisc, Priority } from '../../components/marks.tsx';

export function ContainerSamples() {
  return (
    <>
      <Section id="cards" title="Card, list, details">
        <div class="grid grid-wide">
          <Card id="devices" title="Devices" lead="Every device and app that is signed in.">
            <List>
              <ListItem
                mark={<IconDisc icon="monitor" tone="success" />}
                title={<b>Firefox on Linux</b>}
                text="Zagreb, Croatia · now"
                action={
                  <button class="button small-button" type="button">
                    End session
                  </button>
                }
              />
            </List>
            <CardFooter>
              <button class="button primary" type="button">
                Save
              </button>
              <span class="muted small">Saved 2 minutes ago</span>
            </CardFooter>
          </Card>
          <Card id="details" title="Details">
            <CardBody>
              <Details
                rows={[
                  { name: 'E-mail', value: 'amara.okonkwo@example.test' },
                  { name: 'Company', value: <bdi>Lumen Dermatology</bdi> },
                  { name: 'Second phone', value: <span class="muted">None</span> },
                ]}
              />
              <CodeBlock label="A command">npm start</CodeBlock>
            </CardBody>
          </Card>
          <LinkCard
            href="#cards"
            icon="users"
            tone="accent"
            title="A card that is a link"
            text="With one sentence"
          />
        </div>
      </Section>
      <Section id="figures" title="Figures">
        <div class="stack">
          <Stats
            stats={[
              { label: 'Contacts', value: 842, remark: <span class="trend-up">+96</span> },
              { label: 'Targets', value: 1284 },
            ]}
          />
          <Card id="bars" title="By priority">
            <CardBody>
              <Bars
                bars={[
                  { label: <Priority level="urgent" />, count: 41 },
                  { label: <Priority level="high" />, count: 236 },
                  { label: <Priority level="medium" />, count: 712 },
                ]}
              />
            </CardBody>
          </Card>
        </div>
      </Section>
    </>
  );
}

/** Demo data: passages that only premium accounts can read. */
import type { PassageDraft } from '../../core/reading/write-passage.ts';
import { paragraphs, question } from './question.ts';

export const PREMIUM_PASSAGES: readonly PassageDraft[] = [
  {
    title: 'The Library That Lends Seeds',
    difficulty: 'Easy',
    tier: 'premium',
    content: paragraphs(
      'In a corner of some public libraries stands a cabinet that once held index cards. Its drawers now hold seeds: beans, tomatoes, sunflowers. Anybody with a library card may take a few packets home in spring. Nothing has to be returned on a certain day, and there are no fines.',
      'There is a hope, though. Those who grow the plants are asked to let some of them go to seed and to bring the seeds back in autumn. Beans are easy. Squash is not: its flowers mix with those of the neighbour’s garden, and the fruit of next year may be a surprise.',
      'Librarians like the idea because it brings in people who do not come for books. Gardeners like it because seeds that are grown again and again in one place slowly come to suit it.',
    ),
    questions: [
      question(
        'What did the cabinet hold before?',
        ['Maps', 'Index cards', 'Newspapers', 'Tools'],
        1,
        'The first sentence says that it once held index cards.',
      ),
      question(
        'What happens to somebody who brings no seeds back?',
        ['They pay a fine', 'They lose their card', 'They must buy new seeds', 'Nothing'],
        3,
        'It is a hope and not a rule: there are no fines.',
      ),
      question(
        'Why is squash a difficult plant for the library?',
        [
          'Its flowers mix with those of other gardens',
          'Its seeds are too large',
          'It needs too much water',
          'Nobody wants it',
        ],
        0,
        'Its flowers mix with the neighbour’s, so that next year’s fruit may be a surprise.',
      ),
    ],
  },
  {
    title: 'How the Shipping Container Won',
    difficulty: 'Medium',
    tier: 'premium',
    content: paragraphs(
      'Until the 1950s a cargo ship was loaded by hand. Sacks, barrels and crates were carried aboard one after another, and a ship often spent as much time in port as at sea. On 26 April 1956 a converted tanker, the Ideal-X, left Newark for Houston with fifty-eight steel boxes on its deck. Malcom McLean, who had made his fortune with trucks, had the boxes lifted from the chassis of lorries straight onto the ship. Loading loose cargo cost nearly six dollars a ton at the time. By his reckoning the boxes brought it down to sixteen cents.',
      'The saving did not come from the box alone. Boxes of different sizes are of little use to anybody, and for years each company had its own. What made the container a system was an agreement on lengths, corner fittings and strength, reached in the 1960s after long quarrels. From then on a box packed in one country could be moved by a crane, a train and a lorry that its owner had never seen.',
      'Ports changed with it. Those with room for cranes and yards grew; old harbours in the middle of cities, with their warehouses and their thousands of dockers, fell silent. Cheap freight made it sensible to build a thing from parts of five countries. It is hard to name an invention so plain that moved so much.',
    ),
    questions: [
      question(
        'What does the second paragraph add to the first?',
        [
          'That standards mattered as much as the box',
          'That McLean was not the inventor',
          'That railways opposed the container',
          'That early boxes were made of wood',
        ],
        0,
        'The saving “did not come from the box alone”: an agreement made it a system.',
      ),
      question(
        'By about what factor did loading become cheaper, by McLean’s reckoning?',
        ['Four', 'Ten', 'Thirty-six', 'A hundred'],
        2,
        'From nearly six dollars, some 580 cents, to sixteen cents: about thirty-six times.',
      ),
      question(
        'Why did harbours in the middle of cities decline?',
        [
          'Their dockers left for the railways',
          'They had no room for cranes and yards',
          'They were too far from the sea',
          'They charged too much for storage',
        ],
        1,
        'Ports with room for cranes and yards grew, and the old ones fell silent.',
      ),
      question(
        'What was McLean’s trade before?',
        ['Shipbuilding', 'Banking', 'Steel', 'Trucking'],
        3,
        'He “had made his fortune with trucks”.',
      ),
    ],
  },
  {
    title: 'The Placebo’s Long Shadow',
    difficulty: 'Hard',
    tier: 'premium',
    content: paragraphs(
      'A patient who swallows a sugar pill and feels better has not necessarily been healed by the sugar, nor even by hope. Some complaints end by themselves; others wax and wane, and since people seek help when they feel worst, the next measurement is likely to be milder whatever is done. Statisticians call this regression to the mean. A trial that compares a drug only with the state of the same patients before it will credit the drug with all of it.',
      'That is why a trial has a control group which receives an inert treatment, and why neither the patients nor those who assess them should know who is in it. The difference between the groups is what the drug adds. What the inert group gains is often called the placebo effect, but strictly it is a sum: recovery that would have come anyway, regression, politeness in answering, and, last, whatever expectation itself does.',
      'To isolate the last term one needs a third group that receives nothing at all. When trials with such a group were reviewed together in 2001, the effect of placebos on measurable outcomes proved small or absent; on what patients reported of themselves, pain above all, there was something left. Expectation, it seems, changes more readily how we suffer than what we suffer from.',
    ),
    questions: [
      question(
        'Why is a milder second measurement likely whatever is done?',
        [
          'Instruments become more exact',
          'Patients seek help when they feel worst',
          'Doctors expect an improvement',
          'Sugar has a weak effect of its own',
        ],
        1,
        'A patient who is measured at the worst moment is likely to be nearer to the average in the next measurement.',
      ),
      question(
        'What does the author say of the gain in the inert group?',
        [
          'It is entirely due to expectation',
          'It proves that the drug is useless',
          'It is a sum of several causes',
          'It is always an error of measurement',
        ],
        2,
        '“Strictly it is a sum”: four causes are listed, and expectation is the last.',
      ),
      question(
        'What is the third group for?',
        [
          'To isolate what expectation does',
          'To test a higher dose',
          'To keep the trial blind',
          'To replace patients who leave',
        ],
        0,
        'The third group receives nothing. The difference between the inert group and this group is the effect of expectation.',
      ),
      question(
        'Where was an effect left in the review of 2001?',
        ['In blood values', 'In survival', 'In the length of stays', 'In what patients reported'],
        3,
        'On what patients reported of themselves, pain above all.',
      ),
      question(
        'Which sentence comes closest to the conclusion?',
        [
          'Placebos should replace some drugs',
          'Expectation works on the experience more than on the disease',
          'Blind trials cannot be trusted',
          'Patients often mislead their doctors',
        ],
        1,
        'It “changes more readily how we suffer than what we suffer from”.',
      ),
    ],
  },
];

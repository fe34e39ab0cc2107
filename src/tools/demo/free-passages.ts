/** Demo data: passages that can be read without an account. */
import type { PassageDraft } from '../../core/reading/write-passage.ts';
import { paragraphs, question } from './question.ts';

export const FREE_PASSAGES: readonly PassageDraft[] = [
  {
    title: 'The Bee That Dances',
    difficulty: 'Easy',
    tier: 'free',
    content: paragraphs(
      'A honeybee that has found a field of flowers does not keep it to herself. Back in the dark of the hive she dances. She runs straight ahead for a moment, shaking her body from side to side, then circles back and runs the same line again.',
      'The dance is a map. The longer she shakes, the farther the flowers are. The direction matters as well: a run straight up the comb means that the flowers lie towards the sun, and a run to the right of that means to the right of the sun. Bees that follow her with their antennae learn the way without seeing a thing.',
      'Karl von Frisch, an Austrian scientist, spent decades working this out. In 1973 he shared a Nobel Prize for it.',
    ),
    questions: [
      question(
        'What does a longer shaking run tell the other bees?',
        [
          'The flowers are farther away',
          'There are more flowers',
          'The flowers are sweeter',
          'The sun has gone down',
        ],
        0,
        'The second paragraph says so: the longer she shakes, the farther the flowers are.',
      ),
      question(
        'Which way are the flowers when a bee runs straight up the comb?',
        ['Away from the sun', 'Towards the sun', 'To the north', 'Above the hive'],
        1,
        'Straight up stands for the direction of the sun.',
      ),
      question(
        'How do the other bees follow the dance?',
        ['By its sound alone', 'With their eyes', 'With their antennae', 'By its smell alone'],
        2,
        'It is dark in the hive: they follow her with their antennae.',
      ),
    ],
  },
  {
    title: 'A Clock for the Sea',
    difficulty: 'Medium',
    tier: 'free',
    content: paragraphs(
      'Sailors of the seventeenth century could tell how far north or south they were from the height of the sun at noon. How far east or west was another matter. The earth turns fifteen degrees in an hour, so whoever knew the time at home and the time on board could work it out. But no clock kept good time on a rolling ship, and errors of longitude cost ships and lives. In 1714 the British Parliament offered up to £20,000 for a solution.',
      'Most astronomers expected the answer to be in the sky. John Harrison, a carpenter who had taught himself to build clocks, expected it in a box. His first three sea clocks were large machines that took him decades. His fourth, finished in 1759, looked like a big pocket watch. On a voyage to Jamaica that began in 1761 it was found to have lost only about five seconds.',
      'The prize was never paid to him in full by its judges. In 1773, when he was eighty, Parliament granted him money of its own accord, after the King himself had taken his side.',
    ),
    questions: [
      question(
        'Why did longitude depend on keeping time?',
        [
          'The tides follow the clock',
          'The earth turns by a known angle each hour',
          'Ships sailed at a constant speed',
          'The stars are only seen at midnight',
        ],
        1,
        'Fifteen degrees an hour: the difference of two local times is a difference of longitude.',
      ),
      question(
        'What set Harrison’s fourth timekeeper apart from his first three?',
        ['It was built by a team', 'It used the stars', 'It was much smaller', 'It was made of wood only'],
        2,
        'The first three were large machines; the fourth looked like a big pocket watch.',
      ),
      question(
        'What does “in a box” suggest about Harrison’s approach?',
        [
          'He looked for a mechanical solution',
          'He kept his work secret',
          'He distrusted sailors',
          'He sold clocks by mail',
        ],
        0,
        'It is set against “in the sky”: a machine and not an astronomical method.',
      ),
      question(
        'Who finally paid him in 1773?',
        ['The judges of the prize', 'The King himself', 'A group of ship owners', 'Parliament'],
        3,
        'Parliament granted the money after the King had taken his side.',
      ),
    ],
  },
  {
    title: 'What a Map Leaves Out',
    difficulty: 'Hard',
    tier: 'free',
    content: paragraphs(
      'No flat map of a round world can be right in every respect. A cartographer who keeps the angles true, as Mercator did in 1569, must let the areas swell towards the poles: on his map Greenland seems as large as Africa, which is in fact about fourteen times its size. One who keeps the areas true must let the shapes stretch. The choice is not between honesty and error but between errors, and it is made by asking what the map is for.',
      'Mercator’s was for steering. On it a course of constant compass bearing is a straight line, and a navigator needed a ruler where he had needed trigonometry. That it later hung in classrooms, where nobody steers, is hardly his fault; yet generations learnt the relative size of countries from it.',
      'It is tempting to conclude that maps lie. It would be more exact to say that every map answers a question, and that a reader who does not know the question will take the answer for the world.',
    ),
    questions: [
      question(
        'What is the main claim of the passage?',
        [
          'Mercator’s map should never have been drawn',
          'Maps that keep areas true are the honest ones',
          'A map has to be judged by the question it answers',
          'Modern maps no longer have errors',
        ],
        2,
        'The last paragraph draws it together: every map answers a question.',
      ),
      question(
        'Why was a straight line on Mercator’s map useful?',
        [
          'It was the shortest way between two places',
          'It was a course of constant compass bearing',
          'It followed the coasts',
          'It showed true distances',
        ],
        1,
        'The second paragraph names it; the shortest way on a sphere is another line.',
      ),
      question(
        'What is the author’s attitude to Mercator?',
        ['Accusing', 'Indifferent', 'Mocking', 'Fair-minded'],
        3,
        'That his map hung in classrooms “is hardly his fault”.',
      ),
    ],
  },
];

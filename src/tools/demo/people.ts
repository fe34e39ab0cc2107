/**
 * Demo data: names and phone numbers by city. If a country reserves phone numbers for fiction, the numbers of its city
 * are such numbers.
 */

/** A city with the names and phone numbers of its people. */
export interface City {
  /** A pattern in which each `#` stands for any digit. */
  phonePattern: string;
  name: string;
  firstNames: string[];
  lastNames: string[];
}

const splitWords = (text: string) => text.split(' ');

export const CITIES: readonly City[] = [
  {
    phonePattern: '+1 (617) 555-01##',
    name: 'Boston',
    firstNames: splitWords('Emily Marcus Rachel Tyler Denise Jordan Kayla Brandon Sean Monique'),
    lastNames: splitWords(
      "Whitfield Goldsmith O'Brien Jefferson Kowalski Brooks Delgado Harmon Steinberg Reyes-Carter",
    ),
  },
  {
    phonePattern: '+44 20 7946 0###',
    name: 'London',
    firstNames: splitWords('Harriet Oliver Imogen Rhys Callum Freya Alistair Poppy Siobhán Gareth'),
    lastNames: splitWords(
      'Ashworth Pemberton Llewellyn MacLeod Hargreaves Fairbanks Okafor-Jones Sinclair Thorne Wren',
    ),
  },
  {
    phonePattern: '+33 1 99 00 ## ##',
    name: 'Lyon',
    firstNames: splitWords('Chloé Étienne Maëlle Benoît Anaïs Jean-Luc Zoé Théo Océane Rémi'),
    lastNames: splitWords('Lefèvre Dubois Moreau Guérin Fontaine Rousseau Bélanger Mercier Deschamps Noël'),
  },
  {
    phonePattern: '+49 30 23125 ###',
    name: 'Berlin',
    firstNames: splitWords('Jürgen Annika Lukas Heike Matthias Käthe Florian Sabine Jörg Friederike'),
    lastNames: splitWords('Müller Schäfer Vogel Weiß Brandt Köhler Hoffmann Lindemann Strauß Böttcher'),
  },
  {
    phonePattern: '+34 910 555 0##',
    name: 'Madrid',
    firstNames: splitWords('José María Íñigo Lucía Álvaro Begoña Joaquín Inés Rocío Andrés'),
    lastNames: splitWords('García Núñez Ibáñez Muñoz Castaño Peña Vázquez Zubiri Echevarría León'),
  },
  {
    phonePattern: '+55 11 95550-01##',
    name: 'São Paulo',
    firstNames: splitWords('João Beatriz Thiago Conceição Rafael Luísa Caio Fernanda Otávio Simone'),
    lastNames: splitWords(
      'Gonçalves Magalhães Nascimento Araújo Figueiredo Brandão Teixeira Assunção Prado Salgueiro',
    ),
  },
  {
    phonePattern: '+46 8 465 004 ##',
    name: 'Stockholm',
    firstNames: splitWords('Åsa Björn Linnéa Göran Freja Anders Ebba Håkan Signe Torbjörn'),
    lastNames: splitWords(
      'Lindström Åkesson Bergqvist Sjöberg Nyström Öberg Hedlund Ekström Holmgren Wåhlin',
    ),
  },
  {
    phonePattern: '+48 22 555 01 ##',
    name: 'Kraków',
    firstNames: splitWords('Łukasz Małgorzata Wojciech Agnieszka Paweł Zofia Stanisław Żaneta Michał Bożena'),
    lastNames: splitWords(
      'Wójcik Kowalczyk Zieliński Szymańska Dąbrowski Łapińska Górski Jabłoński Świątek Pawlak',
    ),
  },
  {
    phonePattern: '+90 212 555 01 ##',
    name: 'İzmir',
    firstNames: splitWords('Ayşe Emre Çağla Oğuz Şule Kerem Gülşen Barış Defne Tuğrul'),
    lastNames: splitWords('Yılmaz Öztürk Çelik Şahin Koç Güneş Aydoğan Kılıç Taşkın Erdoğdu'),
  },
  {
    phonePattern: '+91 22 5550 01##',
    name: 'Mumbai',
    firstNames: splitWords('Priya Arjun Lakshmi Rohan Ananya Vikram Meera Siddharth Kavya Imran'),
    lastNames: splitWords('Patel Iyer Chatterjee Krishnamurthy Deshpande Rao Singh Banerjee Qureshi Menon'),
  },
  {
    phonePattern: '+81 3 5550 01##',
    name: '東京',
    firstNames: splitWords('Haruto Aiko Kenji Yuki Sakura Takumi Naomi Ren 美咲 健太'),
    lastNames: splitWords('Tanaka Nakamura Watanabe Fujimoto Hayashi Kobayashi Ōno Shimizu 佐藤 高橋'),
  },
  {
    phonePattern: '+82 2 555 01##',
    name: 'Seoul',
    firstNames: splitWords('Ji-woo Min-jun Seo-yeon Hyun-woo Eun-ji Do-yun Soo-ah Tae-hyung Yu-na Sang-min'),
    lastNames: splitWords('Kim Park Choi Jeong Kang Yoon Lim Han Shin Hwang'),
  },
  {
    phonePattern: '+86 21 5550 01##',
    name: 'Shanghai',
    firstNames: splitWords('Wei Xiaoling Jun Meilin Zhihao Yan 丽华 Haoran Qing Lan'),
    lastNames: splitWords('Zhang Liu Chen Huang Zhou 王 Xu Sun Guo Deng'),
  },
  {
    phonePattern: '+84 28 5550 01##',
    name: 'Huế',
    firstNames: splitWords('Thảo Minh Hương Quốc Linh Đức Ngọc Tuấn Phương Bảo'),
    lastNames: splitWords('Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Ngô'),
  },
  {
    phonePattern: '+234 1 555 01##',
    name: 'Lagos',
    firstNames: splitWords('Chidi Ngozi Olumide Adaeze Tunde Folake Emeka Zainab Ifeoma Babajide'),
    lastNames: splitWords('Okonkwo Adeyemi Balogun Nwosu Abubakar Ogunleye Eze Bello Obi Danjuma'),
  },
  {
    phonePattern: '+254 20 555 01##',
    name: 'Nairobi',
    firstNames: splitWords('Wanjiru Otieno Achieng Kamau Njeri Kiprono Zawadi Barasa Mumbi Odhiambo'),
    lastNames: splitWords('Mwangi Kariuki Ouma Wekesa Cheruiyot Njoroge Mutua Akinyi Kimani Nyambura'),
  },
  {
    phonePattern: '+972 3 555 01##',
    name: 'Haifa',
    firstNames: splitWords('Noa Yael Eitan Shira Avi Tamar נועם Omri Michal Dov'),
    lastNames: splitWords('Ben-David Levi Mizrahi Shapiro Peretz Katz Friedman Azoulay Rosen כהן'),
  },
  {
    phonePattern: '+20 2 5550 01##',
    name: 'Cairo',
    firstNames: splitWords('Fatima Youssef Layla Omar Nour Khalid Salma Tarek محمد أمينة'),
    lastNames: splitWords('Hassan El-Sayed Mansour Farouk Abdelrahman Nasser Haddad Khoury Zaki السيد'),
  },
  {
    phonePattern: '+30 21 0555 01##',
    name: 'Αθήνα',
    firstNames: splitWords('Eleni Nikos Katerina Giorgos Ελένη Stavros Despina Petros Ioanna Δημήτρης'),
    lastNames: splitWords(
      'Papadopoulos Georgiou Vlachos Oikonomou Παππάς Karagiannis Nikolaidis Makris Angelou Kostas',
    ),
  },
  {
    phonePattern: '+380 44 555 01 ##',
    name: 'Київ',
    firstNames: splitWords('Oksana Taras Solomiya Bohdan Olena Андрій Дарина Maksym Iryna Yaroslav'),
    lastNames: splitWords(
      'Shevchenko Kovalenko Bondar Melnyk Ткаченко Lysenko Hrytsenko Petrenko Moroz Kravets',
    ),
  },
  {
    phonePattern: '+61 2 5550 01##',
    name: 'Sydney',
    firstNames: splitWords('Matilda Lachlan Kirra Jarrah Bronte Angus Talia Cooper Isla Zac'),
    lastNames: splitWords(
      "Campbell D'Souza Nguyen-Wright Papas Fraser Kelleher McAllister Rigby Tran Whitlam",
    ),
  },
];

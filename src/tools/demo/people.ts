/**
 * Demo data: names and phone numbers by city. In countries that reserve phone numbers for fiction, these numbers are
 * used.
 */

export interface Homeland {
  /** `#` is a digit. */
  phone: string;
  city: string;
  first: string[];
  last: string[];
}

const words = (text: string) => text.split(' ');

export const HOMELANDS: readonly Homeland[] = [
  {
    phone: '+1 (617) 555-01##',
    city: 'Boston',
    first: words('Emily Marcus Rachel Tyler Denise Jordan Kayla Brandon Sean Monique'),
    last: words(
      "Whitfield Goldsmith O'Brien Jefferson Kowalski Brooks Delgado Harmon Steinberg Reyes-Carter",
    ),
  },
  {
    phone: '+44 20 7946 0###',
    city: 'London',
    first: words('Harriet Oliver Imogen Rhys Callum Freya Alistair Poppy Siobhán Gareth'),
    last: words(
      'Ashworth Pemberton Llewellyn MacLeod Hargreaves Fairbanks Okafor-Jones Sinclair Thorne Wren',
    ),
  },
  {
    phone: '+33 1 99 00 ## ##',
    city: 'Lyon',
    first: words('Chloé Étienne Maëlle Benoît Anaïs Jean-Luc Zoé Théo Océane Rémi'),
    last: words('Lefèvre Dubois Moreau Guérin Fontaine Rousseau Bélanger Mercier Deschamps Noël'),
  },
  {
    phone: '+49 30 23125 ###',
    city: 'Berlin',
    first: words('Jürgen Annika Lukas Heike Matthias Käthe Florian Sabine Jörg Friederike'),
    last: words('Müller Schäfer Vogel Weiß Brandt Köhler Hoffmann Lindemann Strauß Böttcher'),
  },
  {
    phone: '+34 910 555 0##',
    city: 'Madrid',
    first: words('José María Íñigo Lucía Álvaro Begoña Joaquín Inés Rocío Andrés'),
    last: words('García Núñez Ibáñez Muñoz Castaño Peña Vázquez Zubiri Echevarría León'),
  },
  {
    phone: '+55 11 95550-01##',
    city: 'São Paulo',
    first: words('João Beatriz Thiago Conceição Rafael Luísa Caio Fernanda Otávio Simone'),
    last: words('Gonçalves Magalhães Nascimento Araújo Figueiredo Brandão Teixeira Assunção Prado Salgueiro'),
  },
  {
    phone: '+46 8 465 004 ##',
    city: 'Stockholm',
    first: words('Åsa Björn Linnéa Göran Freja Anders Ebba Håkan Signe Torbjörn'),
    last: words('Lindström Åkesson Bergqvist Sjöberg Nyström Öberg Hedlund Ekström Holmgren Wåhlin'),
  },
  {
    phone: '+48 22 555 01 ##',
    city: 'Kraków',
    first: words('Łukasz Małgorzata Wojciech Agnieszka Paweł Zofia Stanisław Żaneta Michał Bożena'),
    last: words('Wójcik Kowalczyk Zieliński Szymańska Dąbrowski Łapińska Górski Jabłoński Świątek Pawlak'),
  },
  {
    phone: '+90 212 555 01 ##',
    city: 'İzmir',
    first: words('Ayşe Emre Çağla Oğuz Şule Kerem Gülşen Barış Defne Tuğrul'),
    last: words('Yılmaz Öztürk Çelik Şahin Koç Güneş Aydoğan Kılıç Taşkın Erdoğdu'),
  },
  {
    phone: '+91 22 5550 01##',
    city: 'Mumbai',
    first: words('Priya Arjun Lakshmi Rohan Ananya Vikram Meera Siddharth Kavya Imran'),
    last: words('Patel Iyer Chatterjee Krishnamurthy Deshpande Rao Singh Banerjee Qureshi Menon'),
  },
  {
    phone: '+81 3 5550 01##',
    city: '東京',
    first: words('Haruto Aiko Kenji Yuki Sakura Takumi Naomi Ren 美咲 健太'),
    last: words('Tanaka Nakamura Watanabe Fujimoto Hayashi Kobayashi Ōno Shimizu 佐藤 高橋'),
  },
  {
    phone: '+82 2 555 01##',
    city: 'Seoul',
    first: words('Ji-woo Min-jun Seo-yeon Hyun-woo Eun-ji Do-yun Soo-ah Tae-hyung Yu-na Sang-min'),
    last: words('Kim Park Choi Jeong Kang Yoon Lim Han Shin Hwang'),
  },
  {
    phone: '+86 21 5550 01##',
    city: 'Shanghai',
    first: words('Wei Xiaoling Jun Meilin Zhihao Yan 丽华 Haoran Qing Lan'),
    last: words('Zhang Liu Chen Huang Zhou 王 Xu Sun Guo Deng'),
  },
  {
    phone: '+84 28 5550 01##',
    city: 'Huế',
    first: words('Thảo Minh Hương Quốc Linh Đức Ngọc Tuấn Phương Bảo'),
    last: words('Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Ngô'),
  },
  {
    phone: '+234 1 555 01##',
    city: 'Lagos',
    first: words('Chidi Ngozi Olumide Adaeze Tunde Folake Emeka Zainab Ifeoma Babajide'),
    last: words('Okonkwo Adeyemi Balogun Nwosu Abubakar Ogunleye Eze Bello Obi Danjuma'),
  },
  {
    phone: '+254 20 555 01##',
    city: 'Nairobi',
    first: words('Wanjiru Otieno Achieng Kamau Njeri Kiprono Zawadi Barasa Mumbi Odhiambo'),
    last: words('Mwangi Kariuki Ouma Wekesa Cheruiyot Njoroge Mutua Akinyi Kimani Nyambura'),
  },
  {
    phone: '+972 3 555 01##',
    city: 'Haifa',
    first: words('Noa Yael Eitan Shira Avi Tamar נועם Omri Michal Dov'),
    last: words('Ben-David Levi Mizrahi Shapiro Peretz Katz Friedman Azoulay Rosen כהן'),
  },
  {
    phone: '+20 2 5550 01##',
    city: 'Cairo',
    first: words('Fatima Youssef Layla Omar Nour Khalid Salma Tarek محمد أمينة'),
    last: words('Hassan El-Sayed Mansour Farouk Abdelrahman Nasser Haddad Khoury Zaki السيد'),
  },
  {
    phone: '+30 21 0555 01##',
    city: 'Αθήνα',
    first: words('Eleni Nikos Katerina Giorgos Ελένη Stavros Despina Petros Ioanna Δημήτρης'),
    last: words(
      'Papadopoulos Georgiou Vlachos Oikonomou Παππάς Karagiannis Nikolaidis Makris Angelou Kostas',
    ),
  },
  {
    phone: '+380 44 555 01 ##',
    city: 'Київ',
    first: words('Oksana Taras Solomiya Bohdan Olena Андрій Дарина Maksym Iryna Yaroslav'),
    last: words('Shevchenko Kovalenko Bondar Melnyk Ткаченко Lysenko Hrytsenko Petrenko Moroz Kravets'),
  },
  {
    phone: '+61 2 5550 01##',
    city: 'Sydney',
    first: words('Matilda Lachlan Kirra Jarrah Bronte Angus Talia Cooper Isla Zac'),
    last: words("Campbell D'Souza Nguyen-Wright Papas Fraser Kelleher McAllister Rigby Tran Whitlam"),
  },
];

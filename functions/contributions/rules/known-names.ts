// Words by which the aid knows a name or a place. The lists are ours: given names often met in Italy, in its three
// languages and among those who came to live here; places that are no chief town of a province.

const words = (list: string) => new Set(list.trim().split(/\s+/));

/** Given names, as they are written within a sentence. */
export const givenNames: ReadonlySet<string> = words(`
  Ada Adele Adriana Adriano Agata Agnese Ahmed Aisha Alba Alberto Alessandra Alessandro Alessia Alessio Alex Alexandra
  Alexandru Alfonso Alfredo Alice Alina Amalia Amanda Amina Amir Ana Andrea Andrei Angela Angelica Angelo Anita Anna
  Annalisa Annamaria Annarita Antonella Antonia Antonietta Antonino Antonio Arianna Armando Arturo Asia Assunta Aurora
  Azzurra Barbara Beatrice Benedetta Benedetto Bernardo Bianca Bruna Bruno Camilla Carla Carlo Carlotta Carmela
  Carmelo Carmen Carmine Caterina Cecilia Cesare Chiara Cinzia Ciro Claudia Claudio Clara Concetta Corrado Cosimo
  Costanza Cristian Cristiano Cristina Daniela Daniele Danilo Dario Davide Debora Denise Diana Diego Dina Dino
  Domenica Domenico Donatella Donato Edoardo Elena Eleonora Elia Elisa Elisabetta Elsa Emanuela Emanuele Emilia Emilio
  Emma Emanuel Enrico Enzo Erica Erika Ermanno Ernesto Ester Ettore Eugenia Eugenio Eva Fabio Fabiola Fabrizio Fatima
  Fausto Federica Federico Felice Ferdinando Fernando Filippo Filomena Flavia Flavio Franca Francesca Francesco Franco
  Fulvio Gabriel Gabriele Gabriella Gaetano Gaia Gemma Gennaro Gerardo Giacomo Giada Giancarlo Gianfranco Gianluca
  Gianna Gianni Gianpaolo Ginevra Gino Gioele Giorgia Giorgio Giovanna Giovanni Giuliana Giuliano Giulia Giulio
  Giuseppe Giuseppina Giusy Grazia Graziella Greta Guglielmo Guido Hassan Ibrahim Ida Ignazio Ilaria Ines Iolanda
  Irene Irina Isabella Ivan Ivana Ivano Jacopo Jasmine Jessica Karim Katia Khadija Lara Laura Lea Leonardo Letizia Lia
  Lidia Liliana Linda Lisa Livia Livio Loredana Lorena Lorenza Lorenzo Luca Lucia Luciana Luciano Lucrezia Ludovica
  Ludovico Luigi Luigia Luisa Maddalena Manuel Manuela Mara Marcella Marcello Marco Margherita Maria Mariagrazia
  Marianna Mariano Mariella Marilena Marina Mario Marisa Marta Martina Martino Massimiliano Massimo Matilde Matteo
  Mattia Maura Maurizio Mauro Michela Michele Michelle Mihai Milena Mimmo Mirella Mirko Miriam Mohamed Mohammed Monica
  Nada Nadia Natalia Nicola Nicole Nicoletta Nicolò Noemi Omar Ornella Oksana Olena Olga Orlando Oscar Osvaldo Paola
  Paolo Pasquale Patrizia Patrizio Petra Piera Pierluigi Piero Pietro Pina Pino Raffaele Raffaella Rebecca Remo Renata
  Renato Riccardo Rita Roberta Roberto Rocco Romano Romina Rosa Rosalba Rosanna Rosaria Rosario Rossella Rossana
  Ruggero Sabina Sabrina Salvatore Samira Samuel Samuele Sandra Sandro Sara Sarah Sebastiano Serena Sergio Silvana
  Silvia Silvio Simona Simone Sofia Sonia Stefania Stefano Susanna Svetlana Sveva Teresa Tiziana Tiziano Tommaso
  Ubaldo Umberto Ugo Valentina Valentino Valeria Valerio Vanessa Veronica Viola Vincenza Vincenzo Virginia Vito
  Vittoria Vittorio Viviana Walter Yasmine Youssef Yulia Zoe Andreas Benjamin Bernd Birgit Brigitte Christian
  Christine Christoph Daniel David Dieter Elias Elisabeth Emily Erich Felix Florian Franz Fritz Georg Gerhard Günther
  Hanna Hannah Hans Heidi Helga Helmut Ingrid Jakob Johann Johanna Johannes Jonas Josef Julia Julian Karin Karl
  Katharina Klaus Kurt Lena Leon Lukas Magdalena Manfred Marie Markus Martin Matthias Max Maximilian Michael Monika
  Moritz Nina Noah Paul Peter Philipp Renate Roland Sabine Sebastian Sigrid Simon Sophie Stefan Stephan Susanne
  Theresa Thomas Tobias Ulrich Ursula Verena Waltraud Werner Wolfgang Adam Alan Amy Andrew Ben Brian Charles Charlotte
  Chris Claire Edward Elizabeth Ellen George Grace Harry Helen Henry Jack James Jane Jennifer John Jonathan Joseph
  Kate Kevin Lucy Mark Mary Matthew Nicholas Oliver Olivia Patricia Patrick Rachel Richard Robert Ruth Ryan Sam
  Stephen Steven Susan Tom William
`);

/** Cities, districts and countries besides regions and chief towns of provinces, in the languages they are called by. */
export const morePlaces: ReadonlySet<string> = words(`
  Milan Rome Turin Naples Venice Florence Genoa London Paris Berlin Madrid Vienna Zurich Geneva Brussels Lisbon
  Bucharest Kyiv Londra Parigi Berlino Zurigo Ginevra Bruxelles Lisbona Bucarest Tirana Casablanca Dakar Lagos Lima
  Manila Bozen Meran Merano Brixen Bressanone Bruneck Brunico Sterzing Vipiteno Klausen Chiusa Lana Eppan Kaltern
  Schlanders Silandro Leifers Laives Innsbruck München Wien Zürich Trient Mailand Rom Verona Neumarkt Egna Salurn
  Sankt Scampia Secondigliano Quarto Ostia Corviale Zen Librino Barona Mestre Marghera Busto Gallarate Sesto Carpi
  Imola Faenza Cesena Empoli Viareggio Jesi Foligno Civitavecchia Formia Aversa Pozzuoli Torre Battipaglia Nola
  Altamura Bitonto Cerignola Molfetta Gela Marsala Alcamo Acireale Modica Alghero Olbia Ivrea Moncalieri Rivoli
  Sanremo Chioggia Bassano
`);

/** What is written with a capital within an Italian or English sentence and is neither a person nor a place. */
export const capitalised: ReadonlySet<string> = words(`
  Comune Comuni Regione Provincia Stato Governo Ministero Ministro Parlamento Sindaco Costituzione Repubblica
  Presidente Italia Italiano Europa Unione Europea Inps Isee Caf Asl Usl Ats Spid Cie Iban Covid Natale Pasqua
  Capodanno Ferragosto Agosto Dio Chiesa Caritas Internet Google Facebook Instagram Whatsapp WhatsApp Telegram Zoom
  Alzheimer Parkinson Down Assegno Unico Carta Bonus Legge Decreto Protezione Civile FamilyLine Croce Rossa Italy
  European English German Italian Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March
  April June July August September October November December Christmas Easter Mrs Mr Ms God Council
`);

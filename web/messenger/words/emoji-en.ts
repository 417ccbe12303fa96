/** Names of emoji to search by, in English: `emoji name name;` each. */
export const names = `
  😀 grin smile; 😄 smile happy; 😁 grin teeth; 😂 joy tears laugh; 🤣 rofl laugh; 😊 blush smile; 😇 angel halo; 🙂 smile slight;
  😉 wink; 😍 love heart eyes; 🥰 love hearts; 😘 kiss; 😋 yum tasty; 😜 tongue wink; 🤪 crazy zany; 🤔 think hmm;
  🤨 eyebrow doubt; 😐 neutral; 😑 expressionless; 🙄 eye roll; 😏 smirk; 😣 persevere; 😥 sad relieved; 😮 surprise wow;
  😴 sleep; 😌 relieved calm; 😛 tongue; 😒 unamused; 😔 sad pensive; 🙃 upside down; 😲 astonished shock; ☹️ frown sad;
  😖 confounded; 😞 disappointed; 😟 worried; 😤 huff steam; 😢 cry tear; 😭 sob cry; 😨 fear; 😩 weary;
  😬 grimace; 😰 anxious sweat; 😱 scream fear; 🥵 hot; 🥶 cold freeze; 😳 flushed; 😵 dizzy; 😡 angry;
  😷 mask ill; 🤒 fever ill; 🥳 party; 🥺 plead; 🤠 cowboy; 🤡 clown; 🤫 quiet shh; 🤭 oops giggle;
  🧐 monocle; 🤓 nerd; 😎 cool sunglasses; 🤗 hug;
  👍 thumbs up yes like; 👎 thumbs down no; 👌 ok; ✌️ victory peace; 🤞 fingers crossed luck; 🤘 rock; 👈 left; 👉 right;
  👆 up; 👇 down; ✋ hand stop; 👋 wave hello bye; 👏 clap; 🙌 hooray hands; 🙏 pray please thanks; 🤝 handshake deal;
  💪 strong muscle; 🤷 shrug; 🤦 facepalm; 👀 eyes look; ❤️ heart love red; 🧡 heart orange; 💛 heart yellow; 💚 heart green;
  💙 heart blue; 💜 heart purple; 🖤 heart black; 💔 broken heart; 💯 hundred; 🔥 fire hot; ✨ sparkles; ⭐ star;
  🎉 party tada; 🎁 gift present; 🎂 cake birthday; 🥁 drum; 🎵 music note; 💤 sleep zzz; 💬 speech chat; ✅ check done yes;
  ❌ cross no; ❓ question; ❗ exclamation; ⚡ lightning; ⏰ alarm clock; 📌 pin; 📎 paperclip; 🔒 lock;
  🐶 dog; 🐱 cat; 🐭 mouse; 🦊 fox; 🐻 bear; 🐼 panda; 🐸 frog; 🐵 monkey;
  🐔 chicken; 🐧 penguin; 🦉 owl; 🐝 bee; 🦋 butterfly; 🐢 turtle; 🐠 fish; 🐳 whale;
  🌸 blossom flower; 🌹 rose; 🌻 sunflower; 🌲 tree; 🌵 cactus; 🍀 clover luck; 🍁 leaf autumn; 🌙 moon;
  ☀️ sun; 🌧️ rain; ❄️ snow; 🌈 rainbow; 🍎 apple; 🍋 lemon; 🍉 watermelon; 🍓 strawberry;
  🍑 peach; 🥑 avocado; 🍞 bread; 🧀 cheese; 🍕 pizza; 🍔 burger; 🥗 salad; 🍰 cake;
  🍪 cookie; 🍫 chocolate; ☕ coffee; 🍵 tea; 🍺 beer; 🥂 toast glasses;
  ⚽ football soccer; 🏀 basketball; 🎾 tennis; 🏓 ping pong; 🏆 trophy win; 🚗 car; 🚌 bus; 🚲 bicycle bike;
  ✈️ plane flight; 🚀 rocket; ⛵ boat sail; 🏠 house home; 🏢 office building; 🏖️ beach; ⛰️ mountain; 🗺️ map;
  📱 phone; 💻 laptop computer; 📷 camera photo; 📚 books; ✏️ pencil; 🔧 wrench tool; 💡 idea bulb; 💰 money;
  🛒 cart shopping; 📦 package box; ✉️ letter mail; 📅 calendar; 📈 chart growth; 🎮 game; 🎬 film movie; 🎨 art paint;
`;

#!/usr/bin/env bash
set -eu
# Make the files of a user of version 0.1.0 with that version (commit f7d2601): make.sh PROGRAM FOLDER CHECKOUT
PROGRAM=$1; OUT=$2
rm -rf "$OUT"; mkdir -p "$OUT"; cd "$OUT"
export HOME=$PWD/home XDG_CONFIG_HOME=$PWD/config XDG_DATA_HOME=$PWD/share APPEALGEN_LANG=en; mkdir -p data home
a() { "$PROGRAM" "$@" >/dev/null; }
a profile --no-input --name "Sam Ó Samplaigh" --address "12 Sample Street" --address "Anytown" --address "ZZ99 3WZ" \
  --country GB --email sam@example.org --reads en --reads de --place Anytown --ties IR --envelope C6 --return-address back --airmail
mv config/appealgen/sender.yaml profile.yaml
a embassies add --of KZ --host FR --office "Ambassade inventée du Kazakhstan" --address "1 rue Inventée" \
  --address "75000 Ville" --email post@example.org --source "invented" --data-dir data --no-input
printf 'of,host,office,address\nKZ,AT,Invented Embassy,"1 Erfundene Gasse\n1010 Ort"\n' > embassies.csv
a embassies import embassies.csv --data-dir data --no-input
rm embassies.csv
mkdir data/cases data/phrases
a new case ua-901-26 --out data/cases
a new template --data-dir data
sed -i 's/{% block closing %}{{ close }}{% endblock %}/{% block closing %}With hope,\n\n{{ close }}{% endblock %}/' data/letter_templates/appeal.md.j2
cp "$3/src/appealgen/data/phrases/en.yaml" data/phrases/en.yaml
sed -i 's/Yours sincerely/Yours truly/' data/phrases/en.yaml
cat > data/posts.yaml <<'Y'
posts:
  - country: GB
    country_names: [en]
    capitals_at_home: true
    return_address: front
    mark: AIR MAIL
    source: invented
Y
cat > data/envelopes.yaml <<'Y'
envelopes:
  - name: Small
    width: 150
    height: 105
    address: 45 45 85 42
    sender: 8 8 60 25
    source: invented
Y
printf 'Name,Address,Country,Reads\nA. Sample,1 Invented Street|Anytown,GB,en\nB. Muster,2 Allee|Ort,DE,"de, en"\n' > people.csv
a write ua-046-19 --sender profile.yaml --date 2019-04-15 --data-dir data --out letters --format docx,txt --no-input --quiet
a batch ua-046-19 ua-060-16 --senders people.csv --date 2019-04-15 --anyway practice --assign who.csv --each 1 --out event --no-input --quiet || true
rm -rf home config share

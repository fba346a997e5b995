# The folder in which each case begins.
umask 022
printf 'the quick brown fox\njumps over\n\n\nthe lazy dog\n\tand a tab\nlast without an end' >text
printf '3\n10\n1\n2\n10\n-5\n1.5\n007\n' >numbers
printf 'b:2:x\na:10:y\nc:1:x\na:2:z\n' >table
printf 'apple\napple\nApple\nbanana\nbanana\nbanana\ncherry\n' >repeated
printf '\000\001\002\377\376\n\303\244\n\200abc\r\n' >binary
: >empty
printf 'no newline' >open
seq 1 100 >hundred
printf 'a  b\tc\n  leading\ntrailing  \n' >blanks
mkdir -p dir/sub/deep dir/other
printf 'one\n' >dir/one
printf 'two two\n' >dir/sub/two
printf 'fox in a hole\n' >dir/sub/deep/fox.txt
ln -s one dir/link
ln -s nowhere dangling
ln -s dir tofolder
ln -s text totext
printf 'hidden\n' >.hidden
printf 'spaced\n' >'a name'
mkdir -p loop && ln -s .. loop/up
touch -d '2020-02-03 04:05:06' text numbers dir/one
touch -d '2019-01-01' table
chmod 755 table
chmod 600 numbers

using Allora.Sdk.Sending.Sender;
using Allora.Sdk.Values;
using CsCheck;

namespace Allora.Sdk.Tests.Sending;

/// <summary>
/// The sequence book against a model of what could still be included: whatever happens in whatever order, two purposes never hold one sequence
/// while both could be in a block, and what is refused in another's place gives the sequence back to it.
/// </summary>
public sealed class SequenceModelTests
{
    [Fact]
    public void No_order_of_events_signs_one_sequence_for_two_purposes() =>
        Gen.Int[0, 8].Select(Gen.Int[0, 20]).Array[1, 100].Sample(
            steps =>
            {
                var model = new Model();
                foreach (var (kind, pick) in steps)
                {
                    model.Apply(kind, pick);
                    model.Check();
                }
            },
            iter: 20_000);

    [Fact]
    public void A_replacement_that_a_node_refuses_leaves_the_sequence_to_what_it_was_to_replace()
    {
        var book = new SequenceBook();
        book.CommittedUpTo(5);
        var first = Pending(5, "A");
        book.Use(first);
        var second = Pending(5, "B") with { Replaces = first };
        book.Use(second);

        book.Withdraw(second);

        Assert.Equal("A", book.At(5)!.Hash);
        Assert.Equal(6UL, book.Peek());
        book.Release(second);
        Assert.Null(book.At(5));
        Assert.Equal(5UL, book.Peek());
    }

    private static PendingTransaction Pending(ulong sequence, string hash) => new()
    {
        Purpose = "payload",
        Sequence = sequence,
        Hash = hash,
        Bytes = new byte[] { 1 },
        TimeoutHeight = 100,
        Fee = UAllo.Parse("1"),
        GasLimit = 1,
    };

    private sealed class Model
    {
        private readonly SequenceBook _book = new();

        // Newest bytes of each purpose whose status the book's owner does not know yet.
        private readonly List<PendingTransaction> _followed = [];
        private int _count;

        public void Apply(int kind, int pick)
        {
            var one = _followed.Count > 0 ? _followed[pick % _followed.Count] : null;
            switch (kind)
            {
                case 0 or 1:
                    Send(_book.Peek(), replaces: null);
                    break;
                case 2 when one is not null && one.Sequence >= _book.Committed:
                    _followed.Remove(one);
                    Send(one.Sequence, one);
                    break;
                case 3 when one is not null:
                    // The node refuses the newest bytes.
                    _followed.Remove(one);
                    _book.Withdraw(one);
                    if (one.Replaces is { } first)
                        _followed.Add(first);
                    break;
                case 4 when one is not null && one.Sequence >= _book.Committed && _followed.All(other => other.Sequence >= one.Sequence):
                    _followed.Remove(one);
                    _book.Forget(one);
                    _book.CommittedUpTo(one.Sequence + 1);
                    break;
                case 5 when one is not null:
                    // Its timeout has passed.
                    _followed.Remove(one);
                    _book.Release(one);
                    break;
                case 6:
                    // Another program used what the chain expects next.
                    _book.CommittedUpTo(_book.Committed + 1);
                    break;
                case 7 when _book.Next > _book.Committed:
                    // A node that lost its mempool expects something lower, which nothing of ours holds.
                    var lower = _book.Committed + (ulong)pick % (_book.Next - _book.Committed);
                    if (_book.At(lower) is null)
                        _book.ReopenFrom(lower);
                    break;
                case 8:
                    // The chain's account turns out to stand lower than was believed.
                    _book.RewindTo(_book.Committed - Math.Min(_book.Committed, (ulong)pick % 4));
                    break;
            }
        }

        public void Check()
        {
            var alive = _followed.Where(one => one.Sequence >= _book.Committed).ToList();
            Assert.Equal(alive.Count, alive.Select(one => one.Sequence).Distinct().Count());
            var next = _book.Peek();
            Assert.True(next >= _book.Committed, "a used sequence is handed out");
            Assert.DoesNotContain(alive, one => one.Sequence == next);
            Assert.All(alive, one => Assert.Equal(one.Hash, _book.At(one.Sequence)?.Hash));
            Assert.All(_book.Holes, hole => Assert.Null(_book.At(hole)));
            // No gap goes unseen: everything between what is used and what comes next is pending or a hole.
            for (var sequence = _book.Committed; sequence < _book.Next; sequence++)
                Assert.True(_book.At(sequence) is not null || _book.Holes.Contains(sequence), $"{sequence} is lost");
        }

        private void Send(ulong sequence, PendingTransaction? replaces)
        {
            var transaction = Pending(sequence, $"T{_count++}") with { Replaces = replaces };
            _book.Use(transaction);
            _followed.Add(transaction);
        }
    }
}

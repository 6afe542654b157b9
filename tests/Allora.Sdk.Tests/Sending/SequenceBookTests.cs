using Allora.Sdk.Sending.Sender;
using Allora.Sdk.Values;
using CsCheck;

namespace Allora.Sdk.Tests.Sending;

public sealed class SequenceBookTests
{
    [Fact]
    public void Sequences_follow_each_other_without_waiting_for_blocks()
    {
        var book = new SequenceBook();
        book.CommittedUpTo(26);

        for (var sequence = 26UL; sequence < 30; sequence++)
        {
            Assert.Equal(sequence, book.Peek());
            book.Use(Pending(sequence));
        }

        Assert.Equal(4, book.Pending.Count);
    }

    [Fact]
    public void The_highest_released_sequence_is_the_next_one_again()
    {
        var book = new SequenceBook();
        book.CommittedUpTo(5);
        var only = Pending(5);
        book.Use(only);

        book.Release(only);

        Assert.Equal(5UL, book.Peek());
        Assert.Empty(book.Holes);
    }

    [Fact]
    public void A_gap_below_a_waiting_transaction_is_filled_first()
    {
        var book = new SequenceBook();
        book.CommittedUpTo(5);
        var (first, second) = (Pending(5), Pending(6));
        book.Use(first);
        book.Use(second);

        book.Release(first);

        Assert.Equal(5UL, book.Peek());
        book.Use(Pending(5, "other"));
        Assert.Equal(7UL, book.Peek());
    }

    [Fact]
    public void A_sequence_that_the_chain_has_used_is_never_handed_out_again()
    {
        var book = new SequenceBook();
        book.CommittedUpTo(5);
        var lost = Pending(5);
        book.Use(lost);
        book.CommittedUpTo(6);

        book.Release(lost);

        Assert.Equal(6UL, book.Peek());
    }

    [Fact]
    public void A_vanished_sequence_is_reopened_only_where_nothing_of_ours_holds_it()
    {
        var book = new SequenceBook();
        book.MempoolExpects(9);
        book.ReopenFrom(7);
        Assert.Equal(7UL, book.Peek());

        book.CommittedUpTo(8);
        book.ReopenFrom(6);
        Assert.Equal(8UL, book.Peek());
    }

    // Whatever happens in whatever order: no sequence is handed out while bytes for it are pending, and none below the committed one.
    [Fact]
    public void No_order_of_events_hands_out_a_taken_sequence()
    {
        var events = Gen.Int[0, 5].Select(Gen.ULong[0, 12]).Array[0, 60];
        events.Sample(
            steps =>
            {
                var book = new SequenceBook();
                foreach (var (kind, argument) in steps)
                {
                    Apply(book, kind, argument);
                    var next = book.Peek();
                    Assert.Null(book.At(next));
                    Assert.True(next >= book.Committed);
                    Assert.True(book.Next >= book.Committed);
                    Assert.DoesNotContain(book.Holes, hole => book.At(hole) is not null);
                }
            },
            iter: 20_000);
    }

    private static void Apply(SequenceBook book, int kind, ulong argument)
    {
        switch (kind)
        {
            case 0:
                book.Use(Pending(book.Peek()));
                break;
            case 1 when book.Pending.Count > 0:
                book.Release(book.Pending.ElementAt((int)argument % book.Pending.Count));
                break;
            case 2 when book.Pending.Count > 0:
                var settled = book.Pending.ElementAt((int)argument % book.Pending.Count);
                book.Forget(settled);
                book.CommittedUpTo(settled.Sequence + 1);
                break;
            case 3:
                book.CommittedUpTo(argument);
                break;
            case 4:
                book.MempoolExpects(argument);
                break;
            case 5 when argument < book.Next && book.At(argument) is null:
                book.ReopenFrom(argument);
                break;
        }
    }

    private static PendingTransaction Pending(ulong sequence, string? hash = null) => new()
    {
        Purpose = "payload",
        Sequence = sequence,
        Hash = hash ?? $"H{sequence}",
        Bytes = new byte[] { 1 },
        TimeoutHeight = 100,
        Fee = UAllo.Parse("1"),
        GasLimit = 1,
    };
}

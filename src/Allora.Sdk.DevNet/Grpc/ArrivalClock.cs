using System.IO.Pipelines;

namespace Allora.Sdk.DevNet.Grpc;

/// <summary>
/// A connection's input that notes when its latest bytes came from the socket. A request is handled on another thread than its bytes are
/// read on: the turn between the two is the node's own time, and not the client's.
/// </summary>
internal sealed class ArrivalClock(IDuplexPipe transport, TimeProvider time) : PipeReader, IDuplexPipe
{
    private readonly PipeReader _input = transport.Input;
    private long _latest = time.GetTimestamp();

    /// <summary>When bytes came last: not before the last byte of any request that has been read.</summary>
    public long Latest => Volatile.Read(ref _latest);

    public PipeReader Input => this;

    public PipeWriter Output => transport.Output;

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        var reading = _input.ReadAsync(cancellationToken);
        if (!reading.IsCompletedSuccessfully)
            return NoteAsync(reading);
        Note();
        return reading;
    }

    public override bool TryRead(out ReadResult result)
    {
        if (!_input.TryRead(out result))
            return false;
        Note();
        return true;
    }

    public override void AdvanceTo(SequencePosition consumed) => _input.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => _input.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => _input.CancelPendingRead();

    public override void Complete(Exception? exception = null) => _input.Complete(exception);

    private async ValueTask<ReadResult> NoteAsync(ValueTask<ReadResult> reading)
    {
        var result = await reading.ConfigureAwait(false);
        Note();
        return result;
    }

    private void Note() => Volatile.Write(ref _latest, time.GetTimestamp());
}

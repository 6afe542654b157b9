using System.Globalization;
using System.Net.WebSockets;
using Allora.Sdk.Events.Frames;
using Websocket.Client;

namespace Allora.Sdk.Events.Socket;

/// <summary>One connection to the node's event socket, from connecting to its end. Never reused: a reconnect creates another one.</summary>
internal sealed class EventConnection : IAsyncDisposable
{
    /// <summary>A block's frame has tens of kilobytes; the limit is a thousand times that.</summary>
    private const long LongestMessage = 16 * 1024 * 1024;

    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(1);

    private const int LateBlocks = 3;
    private const int ReceiveBytes = 64 * 1024;
    private const int SendBytes = 4 * 1024;

    private readonly EventStreamSettings _settings;
    private readonly SignalHub _hub;
    private readonly SubscriptionHandshake _handshake;
    private readonly ChainProof _proof;
    private readonly DecodedFrame _frame;
    private readonly SilenceWatch _silence;
    private readonly Func<bool> _hasBetter;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebsocketClient? _client;
    private SizeLimitedWebSocket? _socket;
    private int _late;

    /// <param name="settings">The node.</param>
    /// <param name="hub">The listeners.</param>
    /// <param name="pace">The block interval.</param>
    /// <param name="hasBetter">Whether another node may lag less than this one.</param>
    public EventConnection(EventStreamSettings settings, SignalHub hub, BlockPace pace, Func<bool> hasBetter)
    {
        _settings = settings;
        _hub = hub;
        _handshake = new SubscriptionHandshake(asksForStatus: settings.Chain is not null);
        _proof = new ChainProof(settings.Chain?.ChainId);
        _frame = new DecodedFrame { Interest = hub.Interest, ChainId = settings.Chain?.ChainId };
        _hasBetter = hasBetter;
        _silence = new SilenceWatch(settings, pace, End);
    }

    /// <summary>True once a block arrived, which proves that the node works.</summary>
    public bool BroughtBlocks { get; private set; }

    /// <summary>True if the connection was closed because its node is behind others.</summary>
    public bool Lagged { get; private set; }

    /// <summary>Connects, subscribes, and reads until the connection ends. Returns the cause; throws only if cancelled.</summary>
    public async Task<string> RunAsync(CancellationToken cancellationToken) =>
        await FailToOpenAsync(cancellationToken).ConfigureAwait(false)
        ?? await _ended.Task.WaitAsync(cancellationToken).ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        await _silence.DisposeAsync().ConfigureAwait(false);
        if (_client is null)
            return;
        if (!_ended.Task.IsCompleted && _client.IsRunning)
            await CloseAsync(_client).ConfigureAwait(false);
        _client.Dispose();
    }

    /// <summary>Returns null if the subscriptions are confirmed, otherwise the cause.</summary>
    private async Task<string?> FailToOpenAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_settings.Options.ConnectTimeout, _settings.Time);
        using var opening = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            await OpenAsync(opening.Token).ConfigureAwait(false);
            await Task.WhenAny(_ready.Task, _ended.Task).WaitAsync(opening.Token).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return deadline.IsCancellationRequested
                ? $"no confirmed subscription within {_settings.Options.ConnectTimeout}"
                : SafeText.Without(exception.GetBaseException().Message, _settings.Secrets);
        }
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        // The stream has its own rules for reconnects, so the client's timers are off. A message is passed on as a pooled stream, unconverted.
        _client = new WebsocketClient(_settings.Socket, null, ConnectSocketAsync)
        {
            IsReconnectionEnabled = false,
            ReconnectTimeout = null,
            ErrorReconnectTimeout = null,
            ConnectTimeout = Timeout.InfiniteTimeSpan,
            IsTextMessageConversionEnabled = false,
            IsStreamDisposedAutomatically = false,
        };
        _client.MessageReceived.Subscribe(OnMessage);
        _client.DisconnectionHappened.Subscribe(OnDisconnected);
        await _client.StartOrFail().ConfigureAwait(false);
        if (!_proof.IsGiven)
            await _client.SendInstant(SubscriptionHandshake.StatusRequest).ConfigureAwait(false);
        await _client.SendInstant(SubscriptionHandshake.HeadersRequest).ConfigureAwait(false);
        await _client.SendInstant(SubscriptionHandshake.EventsRequest).ConfigureAwait(false);

        async Task<WebSocket> ConnectSocketAsync(Uri address, CancellationToken stopped)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stopped, cancellationToken);
            var socket = new ClientWebSocket();
            // A block's frame is 9 to 31 KB: one read instead of several.
            socket.Options.SetBuffer(ReceiveBytes, SendBytes);
            try
            {
                foreach (var (name, value) in _settings.Headers)
                    socket.Options.SetRequestHeader(name, value);
                if (_settings.Proxy is { } proxy)
                    socket.Options.Proxy = proxy;
                await socket.ConnectAsync(address, either.Token).ConfigureAwait(false);
                return _socket = new SizeLimitedWebSocket(socket, LongestMessage, _settings.Time);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }

    /// <summary>Closes the socket, but does not wait long for a node that does not answer.</summary>
    private async Task CloseAsync(WebsocketClient client)
    {
        try
        {
            await client.Stop(WebSocketCloseStatus.NormalClosure, "").WaitAsync(CloseTimeout, _settings.Time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            EventLog.CloseUnanswered(_settings.Log, _settings.Node);
        }
    }

    private void OnDisconnected(DisconnectionInfo info)
    {
        if (info.Type == DisconnectionType.ByServer)
            End($"closed by the node: {info.CloseStatusDescription ?? info.CloseStatus?.ToString() ?? "no reason given"}");
        else if (info.Type == DisconnectionType.Lost)
            End(info.Exception?.GetBaseException().Message ?? "the connection broke");
    }

    /// <summary>Runs on the socket's read loop, before the next message is read.</summary>
    private void OnMessage(ResponseMessage message)
    {
        var received = _socket!.ReceivedAt;
        using var stream = message.Stream;
        try
        {
            if (stream is not null && stream.TryGetBuffer(out var bytes))
                Handle(bytes, received);
        }
        catch (Exception exception)
        {
            End(exception.Message);
        }
    }

    private void Handle(ReadOnlySpan<byte> bytes, long received)
    {
        var kind = BlockFrameDecoder.Decode(bytes, _frame);
        if (_frame.IsOfChain == false)
        {
            EndAsUnusable($"the node does not serve the chain {_frame.ChainId}");
            return;
        }

        var isProof = !_proof.IsGiven && _frame.IsOfChain == true;
        switch (kind)
        {
            case DecodeResult.Block when _handshake.AreEventsConfirmed && _proof.IsGiven:
                OnBlock(bytes, received);
                break;
            case DecodeResult.Block when _handshake.AreEventsConfirmed:
                if (!_proof.Hold(bytes, received))
                    EndAsUnusable($"the node does not name its chain, which should be {_frame.ChainId}");
                break;
            case DecodeResult.Header when _proof.IsGiven || isProof:
                _hub.Header(this, _frame);
                break;
            case DecodeResult.Reply:
                _handshake.Confirm(_frame.Id);
                BecomeReadyIf(_handshake.IsComplete);
                break;
            case DecodeResult.Error:
                OnError();
                break;
            case DecodeResult.Malformed:
                EventLog.MalformedFrame(_settings.Log, bytes.Length);
                break;
            default:
                break;
        }

        if (isProof)
            Prove();
    }

    private void Prove()
    {
        if (_proof.Give() is var (frame, receivedAt))
            Handle(frame, receivedAt);
    }

    // Its node is not tried again soon, like one that lags.
    private void EndAsUnusable(string reason)
    {
        Lagged = true;
        End(reason);
    }

    private void OnBlock(ReadOnlySpan<byte> bytes, long received)
    {
        BecomeReadyIf(true);
        BroughtBlocks = true;
        _silence.Received(_frame.Height);
        LeaveIfLate();
        if (_hub.Block(this, _frame, bytes, received) is { } gap)
            EventLog.BlocksMissed(_settings.Log, gap.AfterHeight, gap.NextHeight);
        if (_frame.UnreadableEvents > 0)
            EventLog.UnreadableEvents(_settings.Log, _frame.UnreadableEvents, _frame.Height);
    }

    // Late several times in a row: a block that is still in transit is not a lag.
    private void LeaveIfLate()
    {
        if (_settings.Chain is not { } chain)
            return;
        var behind = chain.BestHeight() - _frame.Height;
        _late = behind > chain.LagTolerance ? _late + 1 : 0;
        if (_late < LateBlocks || !_hasBetter())
            return;
        Lagged = true;
        End(string.Create(CultureInfo.InvariantCulture, $"the node is {behind} blocks behind"));
    }

    private void OnError()
    {
        if (_handshake.Survives(_frame))
        {
            EventLog.RequestRefused(_settings.Log, _settings.Node, SafeText.Without(_frame.ErrorText, _settings.Secrets), _frame.ErrorCode);
            BecomeReadyIf(_handshake.IsComplete);
            if (_handshake.CannotNameChain)
                Prove();
            return;
        }

        End(string.Create(CultureInfo.InvariantCulture, $"{_frame.ErrorText} ({_frame.ErrorCode})"));
    }

    private void BecomeReadyIf(bool condition)
    {
        if (!condition || _ready.Task.IsCompleted)
            return;
        _silence.Start();
        _hub.Connected(this);
        EventLog.Connected(_settings.Log, _settings.Node);
        _ready.TrySetResult();
    }

    private void End(string reason) => _ended.TrySetResult(SafeText.Without(reason, _settings.Secrets));
}

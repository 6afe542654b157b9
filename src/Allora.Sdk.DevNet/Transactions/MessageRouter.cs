using Allora.Sdk.DevNet.Errors;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Allora.Sdk.DevNet.Transactions;

/// <summary>
/// The message types of one schema. Types of an older schema are known by name and have no handler; newer ones are not known at all.
/// </summary>
internal sealed class MessageRouter
{
    private readonly Dictionary<string, MessageHandler> _handlers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MessageParser> _unhandled = new(StringComparer.Ordinal);

    public IEnumerable<MessageHandler> Handlers => _handlers.Values;

    public void Add(MessageHandler handler) => _handlers[handler.TypeUrl] = handler;

    /// <summary>Makes a type known that nothing handles any more.</summary>
    public void AddUnhandled(string typeUrl, MessageParser parser) => _unhandled[typeUrl] = parser;

    public bool Handles(string typeUrl) => _handlers.ContainsKey(typeUrl);

    public (MessageHandler? Handler, string TypeUrl, IMessage Message) Decode(Any any)
    {
        if (_handlers.TryGetValue(any.TypeUrl, out var handler))
            return (handler, any.TypeUrl, handler.Parse(any.Value));
        if (_unhandled.TryGetValue(any.TypeUrl, out var parser))
            return (null, any.TypeUrl, parser.ParseFrom(any.Value));
        throw ChainErrors.TxParse(
            $"unable to resolve type URL {any.TypeUrl}", "cosmos/cosmos-sdk@v0.50.14/x/auth/tx/decoder.go:44");
    }

    /// <summary>Handles one type; the generic part spares each module its parsing.</summary>
    public void Handle<TMessage, TResponse>(
        string module, Func<TMessage, string?> signer, Func<Execution, TMessage, TResponse> execute, Action<TMessage>? decoded = null, Action<TMessage>? validate = null)
        where TMessage : IMessage<TMessage>, new()
        where TResponse : IMessage<TResponse>, new()
    {
        var parser = new MessageParser<TMessage>(static () => new TMessage());
        var descriptor = new TMessage().Descriptor;
        Add(new MessageHandler
        {
            TypeUrl = "/" + descriptor.FullName,
            Module = module,
            ResponseUrl = "/" + new TResponse().Descriptor.FullName,
            Parse = bytes =>
            {
                UnknownFields.Reject(bytes.Span, descriptor);
                var message = parser.ParseFrom(bytes);
                decoded?.Invoke(message);
                return message;
            },
            Signer = message => signer((TMessage)message),
            ValidateBasic = message => validate?.Invoke((TMessage)message),
            Execute = (run, message) => execute(run, (TMessage)message),
        });
    }
}

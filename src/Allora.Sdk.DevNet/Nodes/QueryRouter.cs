using Allora.Sdk.DevNet.Errors;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Allora.Sdk.DevNet.Nodes;

/// <summary>One table of handlers that gRPC, REST and abci_query share. A schema is a router: an upgrade swaps the whole table.</summary>
internal sealed class QueryRouter
{
    private readonly Dictionary<string, QueryMethod> _methods = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ServiceDescriptor> _services = new(StringComparer.Ordinal);

    public IEnumerable<QueryMethod> Methods => _methods.Values;

    public IEnumerable<ServiceDescriptor> Services => _services.Values;

    /// <summary>Makes the service known, so that what it lacks is an unknown method and not an unknown service.</summary>
    public QueryRouter Service(ServiceDescriptor service)
    {
        _services[service.FullName] = service;
        return this;
    }

    public void Handle<TRequest, TResponse>(
        ServiceDescriptor service, string method, Func<QueryContext, TRequest, TResponse> handler, bool showsHeight = true)
        where TRequest : IMessage<TRequest>, new()
        where TResponse : IMessage<TResponse> =>
        HandleBytes<TRequest>(service, method, (context, request) => handler(context, request).ToByteArray(), showsHeight);

    /// <summary>For replies whose bytes no message type can hold.</summary>
    public void HandleBytes<TRequest>(
        ServiceDescriptor service, string method, Func<QueryContext, TRequest, byte[]> handler, bool showsHeight = true)
        where TRequest : IMessage<TRequest>, new()
    {
        Service(service);
        var descriptor = service.FindMethodByName(method)
            ?? throw new ArgumentException($"{service.FullName} has no method {method}", nameof(method));
        var parser = new MessageParser<TRequest>(static () => new TRequest());
        if (descriptor.InputType.FullName != new TRequest().Descriptor.FullName)
            throw new ArgumentException($"{service.FullName}/{method} takes {descriptor.InputType.FullName}", nameof(method));
        Add(new QueryMethod
        {
            FullName = $"/{service.FullName}/{method}",
            Descriptor = descriptor,
            RequestParser = parser,
            ShowsHeight = showsHeight,
            Handler = (context, bytes) => handler(context, Parse(parser, bytes)),
        });
    }

    public void Add(QueryMethod method)
    {
        Service(method.Descriptor.Service);
        _methods[method.FullName] = method;
    }

    public QueryMethod? Find(string fullMethod) => _methods.GetValueOrDefault(fullMethod);

    /// <summary>The method, or the refusal that a real node has for its absence.</summary>
    public QueryMethod Require(string fullMethod)
    {
        if (Find(fullMethod) is { } method)
            return method;
        var parts = fullMethod.Split('/');
        if (parts.Length != 3 || parts[0].Length != 0)
            throw QueryException.Unimplemented($"malformed method name: \"{fullMethod}\"");
        throw _services.ContainsKey(parts[1])
            ? QueryException.Unimplemented($"unknown method {parts[2]} for service {parts[1]}")
            : QueryException.Unimplemented($"unknown service {parts[1]}");
    }

    private static TRequest Parse<TRequest>(MessageParser<TRequest> parser, ReadOnlyMemory<byte> bytes)
        where TRequest : IMessage<TRequest>, new()
    {
        try
        {
            return parser.ParseFrom(bytes.Span);
        }
        catch (InvalidProtocolBufferException)
        {
            throw QueryException.Internal("grpc: error unmarshalling request: unexpected EOF");
        }
    }
}

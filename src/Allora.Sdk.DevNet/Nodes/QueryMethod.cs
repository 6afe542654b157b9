using Allora.Sdk.DevNet.Errors;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Allora.Sdk.DevNet.Nodes;

/// <summary>One served method. The descriptor names request and response types and the REST routes.</summary>
internal sealed class QueryMethod
{
    public required string FullName { get; init; }

    public required MethodDescriptor Descriptor { get; init; }

    /// <summary>Parses the request and answers it; refuses with <see cref="QueryException"/> or <see cref="ChainException"/>.</summary>
    public required Func<QueryContext, ReadOnlyMemory<byte>, byte[]> Handler { get; init; }

    public required MessageParser RequestParser { get; init; }

    /// <summary>Broadcasts and simulations go to the node itself, so their replies name no state height.</summary>
    public bool ShowsHeight { get; init; } = true;
}

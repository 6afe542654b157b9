namespace Allora.Sdk.DevNet.Search;

/// <summary>A query that does not parse; the message is the node's own text for it.</summary>
internal sealed class QuerySyntaxException(string message) : Exception(message);

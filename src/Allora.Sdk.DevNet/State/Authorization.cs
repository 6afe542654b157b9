using Google.Protobuf.WellKnownTypes;

namespace Allora.Sdk.DevNet.State;

/// <summary>A permission to send one type of message in another account's name. Without an end it lasts until it is revoked.</summary>
internal sealed record Authorization(string Granter, string Grantee, string TypeUrl, Any Value, DateTimeOffset? Expires);

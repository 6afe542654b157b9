using System.Numerics;
using Google.Protobuf.WellKnownTypes;

namespace Allora.Sdk.DevNet.State;

/// <summary>An allowance to pay fees from another account. Limit null is without limit.</summary>
internal sealed record FeeGrant(string Granter, string Grantee, Any Allowance, BigInteger? Limit, DateTimeOffset? Expires);

using Allora.Sdk.DevNet.Errors;
using Allora.Sdk.DevNet.Nodes;
using Allora.Sdk.DevNet.State.Emissions;
using Allora.Sdk.DevNet.Values;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using V10 = Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk.DevNet.Queries.Emissions;

/// <summary>What the module's queries share.</summary>
internal static class EmissionsService
{
    public static readonly ServiceDescriptor Descriptor = V10.QueryService.Descriptor;

    public static void Handle<TRequest, TResponse>(this QueryRouter router, string method, Func<QueryContext, TRequest, TResponse> handler)
        where TRequest : IMessage<TRequest>, new()
        where TResponse : IMessage<TResponse> =>
        router.Handle(Descriptor, method, handler);

    public static TopicState? Find(this QueryContext context, ulong topicId) => context.State.Emissions.Topics.GetValueOrDefault(topicId);

    /// <summary>Refuses as GetTopic does.</summary>
    public static TopicState RequireTopic(this QueryContext context, ulong topicId) =>
        context.Find(topicId) ?? throw QueryException.Module("emissions", 23, "topic does not exist: error getting topic");

    /// <summary>Refuses as the registration queries do.</summary>
    public static TopicState ExistingTopic(this QueryContext context, ulong topicId) =>
        context.Find(topicId) ?? throw QueryException.NotFound($"topic {topicId} not found");

    public static void RequireActor(string address)
    {
        if (!ChainAddress.IsValid(address))
            throw QueryException.Unknown("error validating actor id: invalid address format");
    }
}

using Allora.Sdk.Chain.Schemas.Messages;
using Allora.Sdk.Protos.Emissions.V10;

namespace Allora.Sdk;

public sealed partial class AlloraMessage
{
    /// <summary>
    /// Adds addresses to the chain's list of workers or reputers of every topic. Chain messages: AddToGlobalWorkerWhitelistRequest,
    /// AddToGlobalReputerWhitelistRequest, and for several addresses BulkAddToGlobalWorkerWhitelistRequest,
    /// BulkAddToGlobalReputerWhitelistRequest.
    /// </summary>
    /// <param name="actor">The list.</param>
    /// <param name="addresses">One address or several.</param>
    public static AlloraMessage AddToGlobalWhitelist(TopicActor actor, params IReadOnlyList<string> addresses)
    {
        var list = Addresses(addresses);
        return (IsReputer(actor), list.Length) switch
        {
            (false, 1) => Emissions(
                nameof(AddToGlobalWorkerWhitelistRequest),
                context => new AddToGlobalWorkerWhitelistRequest { Sender = context.Sender, Address = list[0] }),
            (true, 1) => Emissions(
                nameof(AddToGlobalReputerWhitelistRequest),
                context => new AddToGlobalReputerWhitelistRequest { Sender = context.Sender, Address = list[0] }),
            (false, _) => Emissions(
                nameof(BulkAddToGlobalWorkerWhitelistRequest),
                context => new BulkAddToGlobalWorkerWhitelistRequest { Sender = context.Sender, Addresses = { list } }),
            (true, _) => Emissions(
                nameof(BulkAddToGlobalReputerWhitelistRequest),
                context => new BulkAddToGlobalReputerWhitelistRequest { Sender = context.Sender, Addresses = { list } }),
        };
    }

    /// <summary>
    /// Removes addresses from the chain's list of workers or reputers of every topic. Chain messages: RemoveFromGlobalWorkerWhitelistRequest,
    /// RemoveFromGlobalReputerWhitelistRequest, and for several addresses BulkRemoveFromGlobalWorkerWhitelistRequest,
    /// BulkRemoveFromGlobalReputerWhitelistRequest.
    /// </summary>
    /// <param name="actor">The list.</param>
    /// <param name="addresses">One address or several.</param>
    public static AlloraMessage RemoveFromGlobalWhitelist(TopicActor actor, params IReadOnlyList<string> addresses)
    {
        var list = Addresses(addresses);
        return (IsReputer(actor), list.Length) switch
        {
            (false, 1) => Emissions(
                nameof(RemoveFromGlobalWorkerWhitelistRequest),
                context => new RemoveFromGlobalWorkerWhitelistRequest { Sender = context.Sender, Address = list[0] }),
            (true, 1) => Emissions(
                nameof(RemoveFromGlobalReputerWhitelistRequest),
                context => new RemoveFromGlobalReputerWhitelistRequest { Sender = context.Sender, Address = list[0] }),
            (false, _) => Emissions(
                nameof(BulkRemoveFromGlobalWorkerWhitelistRequest),
                context => new BulkRemoveFromGlobalWorkerWhitelistRequest { Sender = context.Sender, Addresses = { list } }),
            (true, _) => Emissions(
                nameof(BulkRemoveFromGlobalReputerWhitelistRequest),
                context => new BulkRemoveFromGlobalReputerWhitelistRequest { Sender = context.Sender, Addresses = { list } }),
        };
    }

    /// <summary>Permits an address everything that the chain's lists restrict. Chain message: AddToGlobalWhitelistRequest.</summary>
    /// <param name="address">The address.</param>
    public static AlloraMessage AddToGlobalWhitelist(string address)
    {
        var listed = Address(address, nameof(address));
        return Emissions(nameof(AddToGlobalWhitelistRequest), context => new AddToGlobalWhitelistRequest { Sender = context.Sender, Address = listed });
    }

    /// <summary>Removes an address from the list of those who are permitted everything. Chain message: RemoveFromGlobalWhitelistRequest.</summary>
    /// <param name="address">The address.</param>
    public static AlloraMessage RemoveFromGlobalWhitelist(string address)
    {
        var listed = Address(address, nameof(address));
        return Emissions(nameof(RemoveFromGlobalWhitelistRequest), context => new RemoveFromGlobalWhitelistRequest { Sender = context.Sender, Address = listed });
    }

    /// <summary>Lets an address change the chain's own lists of workers and reputers. Chain message: AddToGlobalAdminWhitelistRequest.</summary>
    /// <param name="address">The address.</param>
    public static AlloraMessage AddToGlobalAdminWhitelist(string address)
    {
        var listed = Address(address, nameof(address));
        return Emissions(nameof(AddToGlobalAdminWhitelistRequest), context => new AddToGlobalAdminWhitelistRequest { Sender = context.Sender, Address = listed });
    }

    /// <summary>Removes an address from those who may change the chain's own lists. Chain message: RemoveFromGlobalAdminWhitelistRequest.</summary>
    /// <param name="address">The address.</param>
    public static AlloraMessage RemoveFromGlobalAdminWhitelist(string address)
    {
        var listed = Address(address, nameof(address));
        return Emissions(nameof(RemoveFromGlobalAdminWhitelistRequest), context => new RemoveFromGlobalAdminWhitelistRequest { Sender = context.Sender, Address = listed });
    }

    /// <summary>Makes an address an administrator of all lists. Chain message: AddToWhitelistAdminRequest.</summary>
    /// <param name="address">The address.</param>
    public static AlloraMessage AddToWhitelistAdmin(string address)
    {
        var listed = Address(address, nameof(address));
        return Emissions(nameof(AddToWhitelistAdminRequest), context => new AddToWhitelistAdminRequest { Sender = context.Sender, Address = listed });
    }

    /// <summary>Removes an address from the administrators of all lists. Chain message: RemoveFromWhitelistAdminRequest.</summary>
    /// <param name="address">The address.</param>
    public static AlloraMessage RemoveFromWhitelistAdmin(string address)
    {
        var listed = Address(address, nameof(address));
        return Emissions(nameof(RemoveFromWhitelistAdminRequest), context => new RemoveFromWhitelistAdminRequest { Sender = context.Sender, Address = listed });
    }

    /// <summary>Permits an address to create topics. Chain message: AddToTopicCreatorWhitelistRequest.</summary>
    /// <param name="address">The address.</param>
    public static AlloraMessage AddToTopicCreatorWhitelist(string address)
    {
        var listed = Address(address, nameof(address));
        return Emissions(nameof(AddToTopicCreatorWhitelistRequest), context => new AddToTopicCreatorWhitelistRequest { Sender = context.Sender, Address = listed });
    }

    /// <summary>Removes an address from those who may create topics. Chain message: RemoveFromTopicCreatorWhitelistRequest.</summary>
    /// <param name="address">The address.</param>
    public static AlloraMessage RemoveFromTopicCreatorWhitelist(string address)
    {
        var listed = Address(address, nameof(address));
        return Emissions(nameof(RemoveFromTopicCreatorWhitelistRequest), context => new RemoveFromTopicCreatorWhitelistRequest { Sender = context.Sender, Address = listed });
    }
}

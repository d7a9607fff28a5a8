"""Django's configuration of Wagtail's own people pages: they use our forms."""

from wagtail.users.apps import WagtailUsersAppConfig


class PeopleInWagtailConfig(WagtailUsersAppConfig):
    """Users in the page editor: by e-mail and one name, with the passwords left to allauth."""

    user_viewset = "people.wagtail_users.UserViewSet"
